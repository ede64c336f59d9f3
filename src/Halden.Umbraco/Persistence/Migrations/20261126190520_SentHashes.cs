using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Halden.Umbraco.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class SentHashes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "SentHash",
                table: "Snapshots",
                type: "TEXT",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "SentHash",
                table: "Snapshots");
        }
    }
}
