using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Halden.Umbraco.Persistence.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class AttachmentPlaces : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "Version",
                schema: "halden",
                table: "Submissions",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "Place",
                schema: "halden",
                table: "SubmissionAttachments",
                type: "character varying(20)",
                maxLength: 20,
                nullable: false,
                defaultValue: "Database");

            migrationBuilder.AddColumn<string>(
                name: "Verdict",
                schema: "halden",
                table: "SubmissionAttachments",
                type: "character varying(20)",
                maxLength: 20,
                nullable: false,
                defaultValue: "NotAsked");

            migrationBuilder.AddColumn<string>(
                name: "Place",
                schema: "halden",
                table: "FormDraftFiles",
                type: "character varying(20)",
                maxLength: 20,
                nullable: false,
                defaultValue: "Database");

            migrationBuilder.CreateTable(
                name: "AttachmentRemovals",
                schema: "halden",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Place = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    NotBefore = table.Column<long>(type: "bigint", nullable: false),
                    Attempts = table.Column<int>(type: "integer", nullable: false),
                    Fault = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AttachmentRemovals", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_SubmissionAttachments_Verdict",
                schema: "halden",
                table: "SubmissionAttachments",
                column: "Verdict");

            migrationBuilder.CreateIndex(
                name: "IX_AttachmentRemovals_NotBefore",
                schema: "halden",
                table: "AttachmentRemovals",
                column: "NotBefore");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AttachmentRemovals",
                schema: "halden");

            migrationBuilder.DropIndex(
                name: "IX_SubmissionAttachments_Verdict",
                schema: "halden",
                table: "SubmissionAttachments");

            migrationBuilder.DropColumn(
                name: "Version",
                schema: "halden",
                table: "Submissions");

            migrationBuilder.DropColumn(
                name: "Place",
                schema: "halden",
                table: "SubmissionAttachments");

            migrationBuilder.DropColumn(
                name: "Verdict",
                schema: "halden",
                table: "SubmissionAttachments");

            migrationBuilder.DropColumn(
                name: "Place",
                schema: "halden",
                table: "FormDraftFiles");
        }
    }
}
