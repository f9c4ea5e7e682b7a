-- What is old enough to go is found by itself: a receiver of millions is not read through each time something is sent to it.
create index settled on delivery (subscription, settled_at) where state <> 'waiting';
