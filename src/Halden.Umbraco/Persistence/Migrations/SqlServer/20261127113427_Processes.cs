using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Halden.Umbraco.Persistence.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Processes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Processes",
                schema: "halden",
                columns: table => new
                {
                    DocumentKey = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Stage = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    Json = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    ChangedAt = table.Column<long>(type: "bigint", nullable: false),
                    ChangedBy = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Version = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Processes", x => new { x.DocumentKey, x.Stage });
                });

            migrationBuilder.CreateTable(
                name: "ServiceProcesses",
                schema: "halden",
                columns: table => new
                {
                    DocumentKey = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    StageToday = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: true),
                    StageTarget = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: true),
                    ShowToCitizens = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: true),
                    ChangedAt = table.Column<long>(type: "bigint", nullable: false),
                    ChangedBy = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Version = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ServiceProcesses", x => x.DocumentKey);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Processes",
                schema: "halden");

            migrationBuilder.DropTable(
                name: "ServiceProcesses",
                schema: "halden");
        }
    }
}
