-- The journal forgets by age (journalFor): what is too old is found without reading the rest.
CREATE INDEX IF NOT EXISTS {index:journal_time} ON {journal} (at_second);

INSERT INTO {version} (version, script) VALUES (2, 'V002__journal_by_age') ON CONFLICT DO NOTHING;
