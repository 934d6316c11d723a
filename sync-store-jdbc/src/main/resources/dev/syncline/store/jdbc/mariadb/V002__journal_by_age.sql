-- The journal forgets by age (journalFor): what is too old is found without reading the rest.
CREATE INDEX {index:journal_time} ON {journal} (at_second);

INSERT IGNORE INTO {version} (version, script) VALUES (2, 'V002__journal_by_age');
