-- Views are kept of the questions from readers too.
alter table saved_views drop constraint saved_views_list_check;
alter table saved_views add constraint saved_views_list_check check (list in ('families', 'referrals', 'services', 'waiting', 'outbox', 'staff', 'questions'));
