-- What the rules said when the application was sent, signed: facts, day, figures and the text of the law by its hash. An auditor runs it again.
alter table application add column record text;
