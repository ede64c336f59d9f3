using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Halden.Umbraco.Persistence.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "halden");

            migrationBuilder.CreateTable(
                name: "Addresses",
                schema: "halden",
                columns: table => new
                {
                    Culture = table.Column<string>(type: "nvarchar(450)", nullable: false),
                    Slug = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false),
                    DocumentKey = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    IsCurrent = table.Column<bool>(type: "bit", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Addresses", x => new { x.Culture, x.Slug });
                });

            migrationBuilder.CreateTable(
                name: "Audit",
                schema: "halden",
                columns: table => new
                {
                    Number = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false, defaultValue: 1),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    UserKey = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    PersonId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Action = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Channel = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    DocumentKey = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    PackageHash = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    AddressCommitment = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    Detail = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    PreviousHash = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Hash = table.Column<string>(type: "nvarchar(max)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Audit", x => x.Number);
                });

            migrationBuilder.CreateTable(
                name: "AuditAddresses",
                schema: "halden",
                columns: table => new
                {
                    Number = table.Column<long>(type: "bigint", nullable: false),
                    Address = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Salt = table.Column<byte[]>(type: "varbinary(max)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditAddresses", x => x.Number);
                });

            migrationBuilder.CreateTable(
                name: "AuditHead",
                schema: "halden",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false),
                    Number = table.Column<long>(type: "bigint", nullable: false),
                    Hash = table.Column<string>(type: "nvarchar(max)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditHead", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "AuditPeople",
                schema: "halden",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    UserKey = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Salt = table.Column<byte[]>(type: "varbinary(max)", nullable: true),
                    Name = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    PseudonymisedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditPeople", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Comments",
                schema: "halden",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    DocumentKey = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Culture = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    Target = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Text = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false),
                    WrittenBy = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    WrittenAt = table.Column<long>(type: "bigint", nullable: false),
                    AnswerTo = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    ResolvedBy = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    ResolvedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Comments", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Comments_Comments_AnswerTo",
                        column: x => x.AnswerTo,
                        principalSchema: "halden",
                        principalTable: "Comments",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Contributions",
                schema: "halden",
                columns: table => new
                {
                    DocumentKey = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    UserKey = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Contributions", x => new { x.DocumentKey, x.UserKey });
                });

            migrationBuilder.CreateTable(
                name: "DeliveryRecipients",
                schema: "halden",
                columns: table => new
                {
                    Key = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false),
                    Channel = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Recipient = table.Column<string>(type: "nvarchar(254)", maxLength: 254, nullable: false),
                    PausedAt = table.Column<long>(type: "bigint", nullable: true),
                    PausedBy = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Failures = table.Column<int>(type: "int", nullable: false),
                    FailingSince = table.Column<long>(type: "bigint", nullable: true),
                    BrokenOffUntil = table.Column<long>(type: "bigint", nullable: true),
                    Fault = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DeliveryRecipients", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "Departments",
                schema: "halden",
                columns: table => new
                {
                    Key = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    DirectorKey = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    ReviewMonths = table.Column<int>(type: "int", nullable: true),
                    UnpublishOverdueAfterDays = table.Column<int>(type: "int", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Departments", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "FormDrafts",
                schema: "halden",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    KeyHash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Key = table.Column<byte[]>(type: "varbinary(max)", nullable: false),
                    DocumentKey = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SubmissionKey = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Answers = table.Column<byte[]>(type: "varbinary(max)", nullable: false),
                    FormHash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    OpenedAt = table.Column<long>(type: "bigint", nullable: false),
                    ExpiresAt = table.Column<long>(type: "bigint", nullable: false),
                    Reference = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    SentAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FormDrafts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Forms",
                schema: "halden",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Json = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    ChangedAt = table.Column<long>(type: "bigint", nullable: false),
                    ChangedBy = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Number = table.Column<int>(type: "int", nullable: false, defaultValue: 1),
                    Version = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Forms", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ImportRuns",
                schema: "halden",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Source = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    StartedAt = table.Column<long>(type: "bigint", nullable: false),
                    FinishedAt = table.Column<long>(type: "bigint", nullable: true),
                    SeenAt = table.Column<long>(type: "bigint", nullable: false),
                    StartedBy = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Report = table.Column<string>(type: "nvarchar(max)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ImportRuns", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Leases",
                schema: "halden",
                columns: table => new
                {
                    Name = table.Column<string>(type: "nvarchar(450)", nullable: false),
                    Holder = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Until = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Leases", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "Los",
                schema: "halden",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false),
                    Hash = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    File = table.Column<byte[]>(type: "varbinary(max)", nullable: false),
                    Format = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Source = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Since = table.Column<long>(type: "bigint", nullable: false),
                    By = table.Column<Guid>(type: "uniqueidentifier", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Los", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "NoticePreferences",
                schema: "halden",
                columns: table => new
                {
                    UserKey = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Mode = table.Column<string>(type: "nvarchar(max)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_NoticePreferences", x => x.UserKey);
                });

            migrationBuilder.CreateTable(
                name: "Notices",
                schema: "halden",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Event = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Key = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    DocumentKey = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    PackageId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    RunId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    DepartmentKey = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    UserKey = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    From = table.Column<DateOnly>(type: "date", nullable: true),
                    Until = table.Column<DateOnly>(type: "date", nullable: true),
                    Address = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    DueAt = table.Column<long>(type: "bigint", nullable: false),
                    AddressedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Notices", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Packages",
                schema: "halden",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    DocumentKey = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Hash = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Content = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    PartHashes = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Title = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    SubmittedBy = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SubmittedAt = table.Column<long>(type: "bigint", nullable: false),
                    DepartmentKey = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    PublishAt = table.Column<long>(type: "bigint", nullable: true),
                    Decision = table.Column<string>(type: "nvarchar(450)", nullable: false),
                    DecidedBy = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    DecidedAt = table.Column<long>(type: "bigint", nullable: true),
                    Comment = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    PublishedAt = table.Column<long>(type: "bigint", nullable: true),
                    Version = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Packages", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "RefusedReleases",
                schema: "halden",
                columns: table => new
                {
                    DocumentKey = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    PlannedFor = table.Column<long>(type: "bigint", nullable: false),
                    RefusedAt = table.Column<long>(type: "bigint", nullable: false),
                    State = table.Column<string>(type: "nvarchar(max)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RefusedReleases", x => x.DocumentKey);
                });

            migrationBuilder.CreateTable(
                name: "Snapshots",
                schema: "halden",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Source = table.Column<string>(type: "nvarchar(450)", nullable: false),
                    ServiceId = table.Column<string>(type: "nvarchar(450)", nullable: false),
                    Culture = table.Column<string>(type: "nvarchar(450)", nullable: false),
                    SourceVersion = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    SourceUpdated = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Fields = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Hash = table.Column<string>(type: "nvarchar(450)", nullable: false),
                    SentHash = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    FetchedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Snapshots", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SubmissionRetentionRules",
                schema: "halden",
                columns: table => new
                {
                    DocumentKey = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    KeepDays = table.Column<int>(type: "int", nullable: true),
                    Anonymise = table.Column<bool>(type: "bit", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SubmissionRetentionRules", x => x.DocumentKey);
                });

            migrationBuilder.CreateTable(
                name: "Submissions",
                schema: "halden",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Reference = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    SubmissionKey = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    DocumentKey = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    FormId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Culture = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    ReceivedAt = table.Column<long>(type: "bigint", nullable: false),
                    State = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    DoneAt = table.Column<long>(type: "bigint", nullable: true),
                    AnonymisedAt = table.Column<long>(type: "bigint", nullable: true),
                    Payload = table.Column<byte[]>(type: "varbinary(max)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Submissions", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Deputies",
                schema: "halden",
                columns: table => new
                {
                    Key = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    DepartmentKey = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    UserKey = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    To = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Deputies", x => x.Key);
                    table.ForeignKey(
                        name: "FK_Deputies_Departments_DepartmentKey",
                        column: x => x.DepartmentKey,
                        principalSchema: "halden",
                        principalTable: "Departments",
                        principalColumn: "Key",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Register",
                schema: "halden",
                columns: table => new
                {
                    DocumentKey = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    DepartmentKey = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    OwnerName = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    OwnerEmail = table.Column<string>(type: "nvarchar(254)", maxLength: 254, nullable: true),
                    RecipientKind = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Recipient = table.Column<string>(type: "nvarchar(254)", maxLength: 254, nullable: true),
                    FormId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    ReviewedAt = table.Column<long>(type: "bigint", nullable: true),
                    ReviewedBy = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    InternalTexts = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Version = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Register", x => x.DocumentKey);
                    table.ForeignKey(
                        name: "FK_Register_Departments_DepartmentKey",
                        column: x => x.DepartmentKey,
                        principalSchema: "halden",
                        principalTable: "Departments",
                        principalColumn: "Key",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "FormDraftFiles",
                schema: "halden",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    DraftId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    FieldAlias = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    FileName = table.Column<byte[]>(type: "varbinary(max)", nullable: false),
                    ContentType = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Size = table.Column<long>(type: "bigint", nullable: false),
                    IsScanned = table.Column<bool>(type: "bit", nullable: false),
                    Content = table.Column<byte[]>(type: "varbinary(max)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FormDraftFiles", x => x.Id);
                    table.ForeignKey(
                        name: "FK_FormDraftFiles_FormDrafts_DraftId",
                        column: x => x.DraftId,
                        principalSchema: "halden",
                        principalTable: "FormDrafts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "FormDraftLinks",
                schema: "halden",
                columns: table => new
                {
                    DraftId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    LinkHash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Key = table.Column<byte[]>(type: "varbinary(max)", nullable: false),
                    Address = table.Column<byte[]>(type: "varbinary(max)", nullable: false),
                    Page = table.Column<int>(type: "int", nullable: false),
                    CodeHash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    CodeSentAt = table.Column<long>(type: "bigint", nullable: true),
                    WrongCodes = table.Column<int>(type: "int", nullable: false),
                    CodesSent = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FormDraftLinks", x => x.DraftId);
                    table.ForeignKey(
                        name: "FK_FormDraftLinks_FormDrafts_DraftId",
                        column: x => x.DraftId,
                        principalSchema: "halden",
                        principalTable: "FormDrafts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "EarlierForms",
                schema: "halden",
                columns: table => new
                {
                    FormId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Number = table.Column<int>(type: "int", nullable: false),
                    Name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Json = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    By = table.Column<Guid>(type: "uniqueidentifier", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_EarlierForms", x => new { x.FormId, x.Number });
                    table.ForeignKey(
                        name: "FK_EarlierForms_Forms_FormId",
                        column: x => x.FormId,
                        principalSchema: "halden",
                        principalTable: "Forms",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "NoticeDeliveries",
                schema: "halden",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    NoticeId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Role = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    UserKey = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    OwnerOf = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    State = table.Column<string>(type: "nvarchar(450)", nullable: false),
                    IsInDigest = table.Column<bool>(type: "bit", nullable: false),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    NotBefore = table.Column<long>(type: "bigint", nullable: false),
                    Attempts = table.Column<int>(type: "int", nullable: false),
                    Fault = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    EndedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_NoticeDeliveries", x => x.Id);
                    table.ForeignKey(
                        name: "FK_NoticeDeliveries_Notices_NoticeId",
                        column: x => x.NoticeId,
                        principalSchema: "halden",
                        principalTable: "Notices",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "PackageApprovals",
                schema: "halden",
                columns: table => new
                {
                    PackageId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    DepartmentKey = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    UserKey = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    AsDeputy = table.Column<bool>(type: "bit", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PackageApprovals", x => new { x.PackageId, x.DepartmentKey });
                    table.ForeignKey(
                        name: "FK_PackageApprovals_Packages_PackageId",
                        column: x => x.PackageId,
                        principalSchema: "halden",
                        principalTable: "Packages",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "CatalogueLinks",
                schema: "halden",
                columns: table => new
                {
                    Source = table.Column<string>(type: "nvarchar(450)", nullable: false),
                    ServiceId = table.Column<string>(type: "nvarchar(450)", nullable: false),
                    Culture = table.Column<string>(type: "nvarchar(450)", nullable: false),
                    DocumentKey = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SnapshotId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Base = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Kept = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Supplements = table.Column<string>(type: "nvarchar(max)", nullable: false, defaultValue: "{}"),
                    Replaced = table.Column<string>(type: "nvarchar(max)", nullable: false, defaultValue: "{}"),
                    IsDetached = table.Column<bool>(type: "bit", nullable: false),
                    WithdrawnAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CatalogueLinks", x => new { x.Source, x.ServiceId, x.Culture });
                    table.ForeignKey(
                        name: "FK_CatalogueLinks_Snapshots_SnapshotId",
                        column: x => x.SnapshotId,
                        principalSchema: "halden",
                        principalTable: "Snapshots",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "SubmissionAttachments",
                schema: "halden",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SubmissionId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Content = table.Column<byte[]>(type: "varbinary(max)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SubmissionAttachments", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SubmissionAttachments_Submissions_SubmissionId",
                        column: x => x.SubmissionId,
                        principalSchema: "halden",
                        principalTable: "Submissions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "SubmissionDeliveries",
                schema: "halden",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SubmissionId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    State = table.Column<string>(type: "nvarchar(450)", nullable: false),
                    Channel = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    TheirReference = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true),
                    Address = table.Column<byte[]>(type: "varbinary(max)", nullable: true),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    NotBefore = table.Column<long>(type: "bigint", nullable: false),
                    GiveUpAt = table.Column<long>(type: "bigint", nullable: false),
                    Attempts = table.Column<int>(type: "int", nullable: false),
                    Fault = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    EndedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SubmissionDeliveries", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SubmissionDeliveries_Submissions_SubmissionId",
                        column: x => x.SubmissionId,
                        principalSchema: "halden",
                        principalTable: "Submissions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "FurtherDepartments",
                schema: "halden",
                columns: table => new
                {
                    DocumentKey = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    DepartmentKey = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FurtherDepartments", x => new { x.DocumentKey, x.DepartmentKey });
                    table.ForeignKey(
                        name: "FK_FurtherDepartments_Departments_DepartmentKey",
                        column: x => x.DepartmentKey,
                        principalSchema: "halden",
                        principalTable: "Departments",
                        principalColumn: "Key",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_FurtherDepartments_Register_DocumentKey",
                        column: x => x.DocumentKey,
                        principalSchema: "halden",
                        principalTable: "Register",
                        principalColumn: "DocumentKey",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Addresses_DocumentKey_Culture",
                schema: "halden",
                table: "Addresses",
                columns: new[] { "DocumentKey", "Culture" },
                unique: true,
                filter: "[IsCurrent] = 1");

            migrationBuilder.CreateIndex(
                name: "IX_Audit_DocumentKey",
                schema: "halden",
                table: "Audit",
                column: "DocumentKey");

            migrationBuilder.CreateIndex(
                name: "IX_Audit_PersonId",
                schema: "halden",
                table: "Audit",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_AuditPeople_UserKey",
                schema: "halden",
                table: "AuditPeople",
                column: "UserKey",
                unique: true,
                filter: "[UserKey] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_CatalogueLinks_DocumentKey_Culture",
                schema: "halden",
                table: "CatalogueLinks",
                columns: new[] { "DocumentKey", "Culture" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CatalogueLinks_SnapshotId",
                schema: "halden",
                table: "CatalogueLinks",
                column: "SnapshotId");

            migrationBuilder.CreateIndex(
                name: "IX_Comments_AnswerTo",
                schema: "halden",
                table: "Comments",
                column: "AnswerTo");

            migrationBuilder.CreateIndex(
                name: "IX_Comments_DocumentKey",
                schema: "halden",
                table: "Comments",
                column: "DocumentKey");

            migrationBuilder.CreateIndex(
                name: "IX_Departments_Name",
                schema: "halden",
                table: "Departments",
                column: "Name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Deputies_DepartmentKey",
                schema: "halden",
                table: "Deputies",
                column: "DepartmentKey");

            migrationBuilder.CreateIndex(
                name: "IX_Deputies_UserKey",
                schema: "halden",
                table: "Deputies",
                column: "UserKey");

            migrationBuilder.CreateIndex(
                name: "IX_FormDraftFiles_DraftId",
                schema: "halden",
                table: "FormDraftFiles",
                column: "DraftId");

            migrationBuilder.CreateIndex(
                name: "IX_FormDraftLinks_LinkHash",
                schema: "halden",
                table: "FormDraftLinks",
                column: "LinkHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_FormDrafts_ExpiresAt",
                schema: "halden",
                table: "FormDrafts",
                column: "ExpiresAt");

            migrationBuilder.CreateIndex(
                name: "IX_FormDrafts_KeyHash",
                schema: "halden",
                table: "FormDrafts",
                column: "KeyHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_FurtherDepartments_DepartmentKey",
                schema: "halden",
                table: "FurtherDepartments",
                column: "DepartmentKey");

            migrationBuilder.CreateIndex(
                name: "IX_ImportRuns_FinishedAt",
                schema: "halden",
                table: "ImportRuns",
                column: "FinishedAt");

            migrationBuilder.CreateIndex(
                name: "IX_NoticeDeliveries_NoticeId",
                schema: "halden",
                table: "NoticeDeliveries",
                column: "NoticeId");

            migrationBuilder.CreateIndex(
                name: "IX_NoticeDeliveries_State_NotBefore",
                schema: "halden",
                table: "NoticeDeliveries",
                columns: new[] { "State", "NotBefore" });

            migrationBuilder.CreateIndex(
                name: "IX_NoticeDeliveries_UserKey_CreatedAt",
                schema: "halden",
                table: "NoticeDeliveries",
                columns: new[] { "UserKey", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Notices_AddressedAt_DueAt",
                schema: "halden",
                table: "Notices",
                columns: new[] { "AddressedAt", "DueAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Notices_Key",
                schema: "halden",
                table: "Notices",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Packages_Decision",
                schema: "halden",
                table: "Packages",
                column: "Decision");

            migrationBuilder.CreateIndex(
                name: "IX_Packages_DocumentKey_SubmittedAt",
                schema: "halden",
                table: "Packages",
                columns: new[] { "DocumentKey", "SubmittedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Register_DepartmentKey",
                schema: "halden",
                table: "Register",
                column: "DepartmentKey");

            migrationBuilder.CreateIndex(
                name: "IX_Register_FormId",
                schema: "halden",
                table: "Register",
                column: "FormId");

            migrationBuilder.CreateIndex(
                name: "IX_Snapshots_Source_ServiceId_Culture_Hash",
                schema: "halden",
                table: "Snapshots",
                columns: new[] { "Source", "ServiceId", "Culture", "Hash" });

            migrationBuilder.CreateIndex(
                name: "IX_SubmissionAttachments_SubmissionId",
                schema: "halden",
                table: "SubmissionAttachments",
                column: "SubmissionId");

            migrationBuilder.CreateIndex(
                name: "IX_SubmissionDeliveries_State_NotBefore",
                schema: "halden",
                table: "SubmissionDeliveries",
                columns: new[] { "State", "NotBefore" });

            migrationBuilder.CreateIndex(
                name: "IX_SubmissionDeliveries_SubmissionId",
                schema: "halden",
                table: "SubmissionDeliveries",
                column: "SubmissionId");

            migrationBuilder.CreateIndex(
                name: "IX_Submissions_DocumentKey_ReceivedAt",
                schema: "halden",
                table: "Submissions",
                columns: new[] { "DocumentKey", "ReceivedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Submissions_DoneAt",
                schema: "halden",
                table: "Submissions",
                column: "DoneAt");

            migrationBuilder.CreateIndex(
                name: "IX_Submissions_Reference",
                schema: "halden",
                table: "Submissions",
                column: "Reference",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Submissions_SubmissionKey",
                schema: "halden",
                table: "Submissions",
                column: "SubmissionKey",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Addresses",
                schema: "halden");

            migrationBuilder.DropTable(
                name: "Audit",
                schema: "halden");

            migrationBuilder.DropTable(
                name: "AuditAddresses",
                schema: "halden");

            migrationBuilder.DropTable(
                name: "AuditHead",
                schema: "halden");

            migrationBuilder.DropTable(
                name: "AuditPeople",
                schema: "halden");

            migrationBuilder.DropTable(
                name: "CatalogueLinks",
                schema: "halden");

            migrationBuilder.DropTable(
                name: "Comments",
                schema: "halden");

            migrationBuilder.DropTable(
                name: "Contributions",
                schema: "halden");

            migrationBuilder.DropTable(
                name: "DeliveryRecipients",
                schema: "halden");

            migrationBuilder.DropTable(
                name: "Deputies",
                schema: "halden");

            migrationBuilder.DropTable(
                name: "EarlierForms",
                schema: "halden");

            migrationBuilder.DropTable(
                name: "FormDraftFiles",
                schema: "halden");

            migrationBuilder.DropTable(
                name: "FormDraftLinks",
                schema: "halden");

            migrationBuilder.DropTable(
                name: "FurtherDepartments",
                schema: "halden");

            migrationBuilder.DropTable(
                name: "ImportRuns",
                schema: "halden");

            migrationBuilder.DropTable(
                name: "Leases",
                schema: "halden");

            migrationBuilder.DropTable(
                name: "Los",
                schema: "halden");

            migrationBuilder.DropTable(
                name: "NoticeDeliveries",
                schema: "halden");

            migrationBuilder.DropTable(
                name: "NoticePreferences",
                schema: "halden");

            migrationBuilder.DropTable(
                name: "PackageApprovals",
                schema: "halden");

            migrationBuilder.DropTable(
                name: "RefusedReleases",
                schema: "halden");

            migrationBuilder.DropTable(
                name: "SubmissionAttachments",
                schema: "halden");

            migrationBuilder.DropTable(
                name: "SubmissionDeliveries",
                schema: "halden");

            migrationBuilder.DropTable(
                name: "SubmissionRetentionRules",
                schema: "halden");

            migrationBuilder.DropTable(
                name: "Snapshots",
                schema: "halden");

            migrationBuilder.DropTable(
                name: "Forms",
                schema: "halden");

            migrationBuilder.DropTable(
                name: "FormDrafts",
                schema: "halden");

            migrationBuilder.DropTable(
                name: "Register",
                schema: "halden");

            migrationBuilder.DropTable(
                name: "Notices",
                schema: "halden");

            migrationBuilder.DropTable(
                name: "Packages",
                schema: "halden");

            migrationBuilder.DropTable(
                name: "Submissions",
                schema: "halden");

            migrationBuilder.DropTable(
                name: "Departments",
                schema: "halden");
        }
    }
}
