CREATE TABLE person (
    id VARCHAR NOT NULL,
    student VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    role VARCHAR NOT NULL,
    section VARCHAR NOT NULL,
    password VARCHAR NOT NULL,
    active BOOLEAN NOT NULL,
    failures INTEGER NOT NULL,
    next_try DOUBLE PRECISION NOT NULL,
    added_at DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (student)
);
CREATE TABLE assignment (
    slug VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    notebook VARCHAR NOT NULL,
    tasks JSON NOT NULL,
    points DOUBLE PRECISION NOT NULL,
    due DOUBLE PRECISION,
    position INTEGER NOT NULL,
    release_sha256 VARCHAR NOT NULL,
    median_seconds DOUBLE PRECISION,
    PRIMARY KEY (slug)
);
CREATE TABLE grader (
    worker VARCHAR NOT NULL,
    places INTEGER NOT NULL,
    seen_at DOUBLE PRECISION NOT NULL,
    lent_since DOUBLE PRECISION,
    PRIMARY KEY (worker)
);
CREATE TABLE event (
    seq SERIAL NOT NULL,
    at DOUBLE PRECISION NOT NULL,
    person_id VARCHAR NOT NULL,
    PRIMARY KEY (seq)
);
CREATE INDEX ix_event_at ON event (at);
CREATE INDEX ix_event_person_id ON event (person_id);
CREATE TABLE audit (
    seq SERIAL NOT NULL,
    at DOUBLE PRECISION NOT NULL,
    actor VARCHAR NOT NULL,
    action VARCHAR NOT NULL,
    object VARCHAR NOT NULL,
    address VARCHAR NOT NULL,
    PRIMARY KEY (seq)
);
CREATE TABLE session (
    sha256 VARCHAR NOT NULL,
    person_id VARCHAR NOT NULL,
    csrf VARCHAR NOT NULL,
    created_at DOUBLE PRECISION NOT NULL,
    seen_at DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (sha256),
    FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE INDEX ix_session_person_id ON session (person_id);
CREATE TABLE token (
    sha256 VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    person_id VARCHAR NOT NULL,
    label VARCHAR NOT NULL,
    created_at DOUBLE PRECISION NOT NULL,
    expires_at DOUBLE PRECISION NOT NULL,
    used_at DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (sha256),
    UNIQUE (id),
    FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE INDEX ix_token_person_id ON token (person_id);
CREATE TABLE submission (
    id VARCHAR NOT NULL,
    person_id VARCHAR NOT NULL,
    slug VARCHAR NOT NULL,
    number INTEGER NOT NULL,
    received_at DOUBLE PRECISION NOT NULL,
    late_by DOUBLE PRECISION NOT NULL,
    via VARCHAR NOT NULL,
    file_name VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL,
    bytes INTEGER NOT NULL,
    idempotency_key VARCHAR NOT NULL,
    contents JSON,
    PRIMARY KEY (id),
    UNIQUE (person_id, slug, number),
    UNIQUE (person_id, idempotency_key),
    FOREIGN KEY(person_id) REFERENCES person (id),
    FOREIGN KEY(slug) REFERENCES assignment (slug)
);
CREATE INDEX ix_submission_person_id ON submission (person_id);
CREATE INDEX ix_submission_received_at ON submission (received_at);
CREATE INDEX ix_submission_slug ON submission (slug);
CREATE TABLE standing (
    person_id VARCHAR NOT NULL,
    slug VARCHAR NOT NULL,
    submission_id VARCHAR,
    score DOUBLE PRECISION,
    penalty DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (person_id, slug),
    FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE TABLE job (
    submission_id VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    priority INTEGER NOT NULL,
    not_before DOUBLE PRECISION NOT NULL,
    counted BOOLEAN NOT NULL,
    tries INTEGER NOT NULL,
    worker VARCHAR NOT NULL,
    started_at DOUBLE PRECISION,
    ended_at DOUBLE PRECISION,
    why VARCHAR NOT NULL,
    PRIMARY KEY (submission_id),
    FOREIGN KEY(submission_id) REFERENCES submission (id)
);
CREATE INDEX ix_job_state ON job (state);
CREATE INDEX ix_job_ended_at ON job (ended_at);
CREATE TABLE result (
    submission_id VARCHAR NOT NULL,
    tasks JSON NOT NULL,
    score DOUBLE PRECISION,
    feedback_sha256 VARCHAR NOT NULL,
    graded_at DOUBLE PRECISION,
    seconds DOUBLE PRECISION,
    PRIMARY KEY (submission_id),
    FOREIGN KEY(submission_id) REFERENCES submission (id)
);
CREATE TABLE portal_version (version INTEGER);
INSERT INTO portal_version VALUES (1);
