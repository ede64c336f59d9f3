using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Halden.Umbraco.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class AttachmentPlaces : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "Version",
                table: "Submissions",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "Place",
                table: "SubmissionAttachments",
                type: "TEXT",
                maxLength: 20,
                nullable: false,
                defaultValue: "Database");

            migrationBuilder.AddColumn<string>(
                name: "Verdict",
                table: "SubmissionAttachments",
                type: "TEXT",
                maxLength: 20,
                nullable: false,
                defaultValue: "NotAsked");

            migrationBuilder.AddColumn<string>(
                name: "Place",
                table: "FormDraftFiles",
                type: "TEXT",
                maxLength: 20,
                nullable: false,
                defaultValue: "Database");

            migrationBuilder.CreateTable(
                name: "AttachmentRemovals",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Place = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    NotBefore = table.Column<long>(type: "INTEGER", nullable: false),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    Fault = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AttachmentRemovals", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_SubmissionAttachments_Verdict",
                table: "SubmissionAttachments",
                column: "Verdict");

            migrationBuilder.CreateIndex(
                name: "IX_AttachmentRemovals_NotBefore",
                table: "AttachmentRemovals",
                column: "NotBefore");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AttachmentRemovals");

            migrationBuilder.DropIndex(
                name: "IX_SubmissionAttachments_Verdict",
                table: "SubmissionAttachments");

            migrationBuilder.DropColumn(
                name: "Version",
                table: "Submissions");

            migrationBuilder.DropColumn(
                name: "Place",
                table: "SubmissionAttachments");

            migrationBuilder.DropColumn(
                name: "Verdict",
                table: "SubmissionAttachments");

            migrationBuilder.DropColumn(
                name: "Place",
                table: "FormDraftFiles");
        }
    }
}
