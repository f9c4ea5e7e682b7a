-- An answer that the browser itself has brought (Digital Credentials API): a third way beside the link on this device and the code on another.
alter table presentation drop constraint presentation_mode_check;
alter table presentation add constraint presentation_mode_check check (mode in ('same-device', 'cross-device', 'digital'));
