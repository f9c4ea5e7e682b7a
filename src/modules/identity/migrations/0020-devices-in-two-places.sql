-- Asked with every page of an administrator.
create index device_in_two_places on device (agency) where held_because = 'two-places';
