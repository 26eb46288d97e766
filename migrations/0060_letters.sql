-- Templates of letters and the letterhead, as data of the agency: versions that are only ever added. A letter keeps the
-- version that it began with.
create table letter_templates (
  agency_id uuid not null references agencies,
  -- The kind of letter, where the agency changed what ships; an id of its own for one that it made.
  template text not null check (length(template) between 1 and 60),
  number integer not null check (number >= 1),
  retired boolean not null default false,
  content jsonb not null,
  note text not null default '' check (length(note) <= 300),
  made_by uuid,
  made_at timestamptz not null,
  primary key (agency_id, template, number),
  foreign key (agency_id, made_by) references staff
);
call protect('letter_templates', '(select actor_has_role(''clinician'', ''trainee'', ''supervisor'', ''administrator'', ''privacy_officer''))', '(select actor_has_role(''administrator''))');

-- What stands above every letter. It leaves with each of them, so whoever gets a paper of the agency may read it.
create table letterheads (
  agency_id uuid not null references agencies,
  number integer not null check (number >= 1),
  content jsonb not null,
  made_by uuid,
  made_at timestamptz not null,
  primary key (agency_id, number),
  foreign key (agency_id, made_by) references staff
);
call protect('letterheads', 'agency_id = (select agency())', '(select actor_has_role(''administrator''))');

-- Which version of which template a letter began with; a letter from before is of what ships for its kind.
alter table releases add letter_template text check (length(letter_template) between 1 and 60);
alter table releases add letter_template_number integer check (letter_template_number >= 0);
alter table releases add check ((letter_template is null) = (letter_template_number is null) and (letter_template is null or form = 'letter'));

-- With which letterhead it was made, since it is written again from its row; null is what the public name and number made.
alter table referral_letters add letterhead integer;
alter table referral_letters add foreign key (agency_id, letterhead) references letterheads (agency_id, number);
