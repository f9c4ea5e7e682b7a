-- What a machine of an agency carries: of a person, of a post, or of a machine, and of one of them alone.
alter table issuance add column device uuid;
alter table issuance drop constraint issuance_holder_check;
alter table issuance add constraint issuance_holder_check check (num_nonnulls(person, official, device) = 1);
create index issuance_of_device on issuance (device, issued_at desc) where device is not null;
