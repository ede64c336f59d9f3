using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Halden.Umbraco.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class Tailoring : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Replaced",
                table: "CatalogueLinks",
                type: "TEXT",
                nullable: false,
                defaultValue: "{}");

            migrationBuilder.AddColumn<string>(
                name: "Supplements",
                table: "CatalogueLinks",
                type: "TEXT",
                nullable: false,
                defaultValue: "{}");

            migrationBuilder.AddColumn<long>(
                name: "WithdrawnAt",
                table: "CatalogueLinks",
                type: "INTEGER",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Replaced",
                table: "CatalogueLinks");

            migrationBuilder.DropColumn(
                name: "Supplements",
                table: "CatalogueLinks");

            migrationBuilder.DropColumn(
                name: "WithdrawnAt",
                table: "CatalogueLinks");
        }
    }
}
