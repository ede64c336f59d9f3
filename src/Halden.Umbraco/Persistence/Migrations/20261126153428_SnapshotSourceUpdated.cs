using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Halden.Umbraco.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class SnapshotSourceUpdated : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "SourceUpdated",
                table: "Snapshots",
                type: "TEXT",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "SourceUpdated",
                table: "Snapshots");
        }
    }
}
