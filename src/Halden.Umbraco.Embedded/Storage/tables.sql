-- Keys are lower-case text in the "D" format, instants are UTC text of fixed width, so both sort and compare as text.

CREATE TABLE stamp (
    name TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE node (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    parent_id INTEGER NOT NULL,
    level INTEGER NOT NULL,
    path TEXT NOT NULL,
    sort_order INTEGER NOT NULL,
    trashed INTEGER NOT NULL,
    name TEXT,
    creator_id INTEGER NOT NULL,
    created TEXT NOT NULL,
    updated TEXT NOT NULL
);
CREATE INDEX node_by_parent ON node (parent_id, kind, sort_order);
CREATE INDEX node_by_path ON node (path);
CREATE INDEX node_by_kind ON node (kind);

CREATE TABLE language (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    iso_code TEXT NOT NULL UNIQUE COLLATE NOCASE,
    culture_name TEXT NOT NULL,
    is_default INTEGER NOT NULL,
    is_mandatory INTEGER NOT NULL,
    fallback_id INTEGER REFERENCES language (id) ON DELETE SET NULL,
    key TEXT NOT NULL,
    created TEXT NOT NULL,
    updated TEXT NOT NULL
);

CREATE TABLE data_type (
    node_id INTEGER PRIMARY KEY REFERENCES node (id) ON DELETE CASCADE,
    editor_alias TEXT NOT NULL,
    editor_ui_alias TEXT,
    storage TEXT NOT NULL,
    configuration TEXT
);

CREATE TABLE content_type (
    node_id INTEGER PRIMARY KEY REFERENCES node (id) ON DELETE CASCADE,
    alias TEXT NOT NULL UNIQUE COLLATE NOCASE,
    description TEXT,
    icon TEXT,
    thumbnail TEXT,
    variations INTEGER NOT NULL,
    is_element INTEGER NOT NULL,
    allowed_at_root INTEGER NOT NULL,
    list_view TEXT,
    prevent_cleanup INTEGER NOT NULL,
    keep_all_days INTEGER,
    keep_latest_days INTEGER
);
CREATE TABLE content_type_composition (
    parent_id INTEGER NOT NULL REFERENCES content_type (node_id) ON DELETE CASCADE,
    child_id INTEGER NOT NULL REFERENCES content_type (node_id) ON DELETE CASCADE,
    PRIMARY KEY (child_id, parent_id)
) WITHOUT ROWID;
CREATE TABLE content_type_allowed (
    content_type_id INTEGER NOT NULL REFERENCES content_type (node_id) ON DELETE CASCADE,
    allowed_id INTEGER NOT NULL REFERENCES content_type (node_id) ON DELETE CASCADE,
    sort_order INTEGER NOT NULL,
    PRIMARY KEY (content_type_id, allowed_id)
) WITHOUT ROWID;
CREATE TABLE property_group (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    content_type_id INTEGER NOT NULL REFERENCES content_type (node_id) ON DELETE CASCADE,
    key TEXT NOT NULL UNIQUE,
    type INTEGER NOT NULL,
    alias TEXT NOT NULL,
    name TEXT,
    sort_order INTEGER NOT NULL
);
CREATE TABLE property_type (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    content_type_id INTEGER NOT NULL REFERENCES content_type (node_id) ON DELETE CASCADE,
    group_id INTEGER REFERENCES property_group (id) ON DELETE SET NULL,
    data_type_id INTEGER NOT NULL REFERENCES data_type (node_id) ON DELETE CASCADE,
    key TEXT NOT NULL UNIQUE,
    alias TEXT NOT NULL,
    name TEXT,
    description TEXT,
    sort_order INTEGER NOT NULL,
    mandatory INTEGER NOT NULL,
    mandatory_message TEXT,
    validation_pattern TEXT,
    validation_message TEXT,
    label_on_top INTEGER NOT NULL,
    variations INTEGER NOT NULL,
    UNIQUE (content_type_id, alias)
);

CREATE TABLE document (
    node_id INTEGER PRIMARY KEY REFERENCES node (id) ON DELETE CASCADE,
    content_type_id INTEGER NOT NULL REFERENCES content_type (node_id),
    published INTEGER NOT NULL,
    edited INTEGER NOT NULL
);
CREATE INDEX document_by_type ON document (content_type_id);
CREATE TABLE document_version (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    node_id INTEGER NOT NULL REFERENCES document (node_id) ON DELETE CASCADE,
    is_current INTEGER NOT NULL,
    is_published INTEGER NOT NULL,
    name TEXT,
    date TEXT NOT NULL,
    writer_id INTEGER NOT NULL,
    template_id INTEGER,
    prevent_cleanup INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX version_by_node ON document_version (node_id, is_current, is_published);
CREATE UNIQUE INDEX one_current_version ON document_version (node_id) WHERE is_current = 1;
CREATE UNIQUE INDEX one_published_version ON document_version (node_id) WHERE is_published = 1;
CREATE TABLE version_culture (
    version_id INTEGER NOT NULL REFERENCES document_version (id) ON DELETE CASCADE,
    language_id INTEGER NOT NULL REFERENCES language (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    date TEXT NOT NULL,
    PRIMARY KEY (version_id, language_id)
) WITHOUT ROWID;
CREATE TABLE document_culture (
    node_id INTEGER NOT NULL REFERENCES document (node_id) ON DELETE CASCADE,
    language_id INTEGER NOT NULL REFERENCES language (id) ON DELETE CASCADE,
    name TEXT,
    available INTEGER NOT NULL,
    published INTEGER NOT NULL,
    edited INTEGER NOT NULL,
    PRIMARY KEY (node_id, language_id)
) WITHOUT ROWID;
-- kind: i integer, d decimal as text, t instant as text, s text. A segment of '' means none, a language of 0 means invariant.
CREATE TABLE property_value (
    version_id INTEGER NOT NULL REFERENCES document_version (id) ON DELETE CASCADE,
    property_type_id INTEGER NOT NULL REFERENCES property_type (id) ON DELETE CASCADE,
    language_id INTEGER NOT NULL,
    segment TEXT NOT NULL,
    kind TEXT,
    value ANY,
    PRIMARY KEY (version_id, property_type_id, language_id, segment)
) WITHOUT ROWID;
CREATE INDEX property_value_by_type ON property_value (property_type_id);
CREATE TRIGGER language_values AFTER DELETE ON language BEGIN
    DELETE FROM property_value WHERE language_id = OLD.id;
END;
CREATE TABLE content_schedule (
    id TEXT PRIMARY KEY,
    node_id INTEGER NOT NULL REFERENCES document (node_id) ON DELETE CASCADE,
    language_id INTEGER REFERENCES language (id) ON DELETE CASCADE,
    date TEXT NOT NULL,
    action TEXT NOT NULL
);
CREATE INDEX schedule_by_date ON content_schedule (action, date);
CREATE INDEX schedule_by_node ON content_schedule (node_id);
CREATE TABLE document_permission (
    node_id INTEGER NOT NULL REFERENCES document (node_id) ON DELETE CASCADE,
    group_id INTEGER NOT NULL REFERENCES user_group (id) ON DELETE CASCADE,
    permission TEXT NOT NULL,
    PRIMARY KEY (node_id, group_id, permission)
) WITHOUT ROWID;

CREATE TABLE relation_type (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    alias TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    bidirectional INTEGER NOT NULL,
    dependency INTEGER NOT NULL,
    parent_kind TEXT,
    child_kind TEXT
);
CREATE TABLE relation (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    parent_id INTEGER NOT NULL REFERENCES node (id) ON DELETE CASCADE,
    child_id INTEGER NOT NULL REFERENCES node (id) ON DELETE CASCADE,
    type_id INTEGER NOT NULL REFERENCES relation_type (id) ON DELETE CASCADE,
    created TEXT NOT NULL,
    comment TEXT,
    UNIQUE (parent_id, child_id, type_id)
);
CREATE INDEX relation_by_child ON relation (child_id);

CREATE TABLE audit_entry (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    entity_id INTEGER NOT NULL,
    entity_type TEXT,
    type TEXT NOT NULL,
    user_id INTEGER NOT NULL,
    date TEXT NOT NULL,
    comment TEXT,
    parameters TEXT
);
CREATE INDEX audit_by_entity ON audit_entry (entity_id);

CREATE TABLE key_value (
    key TEXT PRIMARY KEY,
    value TEXT,
    updated TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE user_group (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    alias TEXT NOT NULL UNIQUE COLLATE NOCASE,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE,
    description TEXT,
    icon TEXT,
    start_content_id INTEGER,
    start_media_id INTEGER,
    all_languages INTEGER NOT NULL,
    created TEXT NOT NULL,
    updated TEXT NOT NULL
);
CREATE TABLE user_group_section (
    group_id INTEGER NOT NULL REFERENCES user_group (id) ON DELETE CASCADE,
    section TEXT NOT NULL,
    PRIMARY KEY (group_id, section)
) WITHOUT ROWID;
CREATE TABLE user_group_permission (
    group_id INTEGER NOT NULL REFERENCES user_group (id) ON DELETE CASCADE,
    permission TEXT NOT NULL,
    PRIMARY KEY (group_id, permission)
) WITHOUT ROWID;
CREATE TABLE user_group_granular_permission (
    group_id INTEGER NOT NULL REFERENCES user_group (id) ON DELETE CASCADE,
    context TEXT NOT NULL,
    entity_key TEXT,
    permission TEXT NOT NULL
);
CREATE TABLE user_group_language (
    group_id INTEGER NOT NULL REFERENCES user_group (id) ON DELETE CASCADE,
    language_id INTEGER NOT NULL REFERENCES language (id) ON DELETE CASCADE,
    PRIMARY KEY (group_id, language_id)
) WITHOUT ROWID;

CREATE TABLE user (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    email TEXT NOT NULL COLLATE NOCASE,
    username TEXT NOT NULL UNIQUE COLLATE NOCASE,
    password TEXT,
    password_config TEXT,
    security_stamp TEXT NOT NULL,
    approved INTEGER NOT NULL,
    failed_attempts INTEGER NOT NULL,
    locked_until TEXT,
    last_lockout TEXT,
    last_password_change TEXT,
    last_login TEXT,
    invited TEXT,
    email_confirmed TEXT,
    language TEXT,
    session_timeout INTEGER NOT NULL,
    avatar TEXT,
    kind TEXT NOT NULL,
    start_content TEXT NOT NULL,
    start_media TEXT NOT NULL,
    created TEXT NOT NULL,
    updated TEXT NOT NULL
);
CREATE INDEX user_by_email ON user (email);
CREATE TABLE user_group_member (
    user_id INTEGER NOT NULL REFERENCES user (id) ON DELETE CASCADE,
    group_id INTEGER NOT NULL REFERENCES user_group (id) ON DELETE CASCADE,
    PRIMARY KEY (user_id, group_id)
) WITHOUT ROWID;
CREATE INDEX member_by_group ON user_group_member (group_id);
CREATE TABLE user_session (
    id TEXT PRIMARY KEY,
    user_id INTEGER NOT NULL REFERENCES user (id) ON DELETE CASCADE,
    logged_in TEXT NOT NULL,
    validated TEXT NOT NULL,
    logged_out TEXT,
    address TEXT
) WITHOUT ROWID;
