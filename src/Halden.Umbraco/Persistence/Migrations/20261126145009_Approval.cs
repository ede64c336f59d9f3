using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Halden.Umbraco.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class Approval : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "ReviewedAt",
                table: "Register",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "ReviewedBy",
                table: "Register",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "PublishAt",
                table: "Packages",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "ReviewMonths",
                table: "Departments",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "UnpublishOverdueAfterDays",
                table: "Departments",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Comments",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    DocumentKey = table.Column<Guid>(type: "TEXT", nullable: false),
                    Culture = table.Column<string>(type: "TEXT", nullable: true),
                    Target = table.Column<string>(type: "TEXT", nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    WrittenBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    WrittenAt = table.Column<long>(type: "INTEGER", nullable: false),
                    AnswerTo = table.Column<Guid>(type: "TEXT", nullable: true),
                    ResolvedBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    ResolvedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Comments", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Comments_Comments_AnswerTo",
                        column: x => x.AnswerTo,
                        principalTable: "Comments",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Deputies",
                columns: table => new
                {
                    Key = table.Column<Guid>(type: "TEXT", nullable: false),
                    DepartmentKey = table.Column<Guid>(type: "TEXT", nullable: false),
                    UserKey = table.Column<Guid>(type: "TEXT", nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    To = table.Column<DateOnly>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Deputies", x => x.Key);
                    table.ForeignKey(
                        name: "FK_Deputies_Departments_DepartmentKey",
                        column: x => x.DepartmentKey,
                        principalTable: "Departments",
                        principalColumn: "Key",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "FurtherDepartments",
                columns: table => new
                {
                    DocumentKey = table.Column<Guid>(type: "TEXT", nullable: false),
                    DepartmentKey = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FurtherDepartments", x => new { x.DocumentKey, x.DepartmentKey });
                    table.ForeignKey(
                        name: "FK_FurtherDepartments_Departments_DepartmentKey",
                        column: x => x.DepartmentKey,
                        principalTable: "Departments",
                        principalColumn: "Key",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_FurtherDepartments_Register_DocumentKey",
                        column: x => x.DocumentKey,
                        principalTable: "Register",
                        principalColumn: "DocumentKey",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "PackageApprovals",
                columns: table => new
                {
                    PackageId = table.Column<Guid>(type: "TEXT", nullable: false),
                    DepartmentKey = table.Column<Guid>(type: "TEXT", nullable: false),
                    UserKey = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    AsDeputy = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PackageApprovals", x => new { x.PackageId, x.DepartmentKey });
                    table.ForeignKey(
                        name: "FK_PackageApprovals_Packages_PackageId",
                        column: x => x.PackageId,
                        principalTable: "Packages",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "RefusedReleases",
                columns: table => new
                {
                    DocumentKey = table.Column<Guid>(type: "TEXT", nullable: false),
                    PlannedFor = table.Column<long>(type: "INTEGER", nullable: false),
                    RefusedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RefusedReleases", x => x.DocumentKey);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Comments_AnswerTo",
                table: "Comments",
                column: "AnswerTo");

            migrationBuilder.CreateIndex(
                name: "IX_Comments_DocumentKey",
                table: "Comments",
                column: "DocumentKey");

            migrationBuilder.CreateIndex(
                name: "IX_Deputies_DepartmentKey",
                table: "Deputies",
                column: "DepartmentKey");

            migrationBuilder.CreateIndex(
                name: "IX_Deputies_UserKey",
                table: "Deputies",
                column: "UserKey");

            migrationBuilder.CreateIndex(
                name: "IX_FurtherDepartments_DepartmentKey",
                table: "FurtherDepartments",
                column: "DepartmentKey");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Comments");

            migrationBuilder.DropTable(
                name: "Deputies");

            migrationBuilder.DropTable(
                name: "FurtherDepartments");

            migrationBuilder.DropTable(
                name: "PackageApprovals");

            migrationBuilder.DropTable(
                name: "RefusedReleases");

            migrationBuilder.DropColumn(
                name: "ReviewedAt",
                table: "Register");

            migrationBuilder.DropColumn(
                name: "ReviewedBy",
                table: "Register");

            migrationBuilder.DropColumn(
                name: "PublishAt",
                table: "Packages");

            migrationBuilder.DropColumn(
                name: "ReviewMonths",
                table: "Departments");

            migrationBuilder.DropColumn(
                name: "UnpublishOverdueAfterDays",
                table: "Departments");
        }
    }
}
