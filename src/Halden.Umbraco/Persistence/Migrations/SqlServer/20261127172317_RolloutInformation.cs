using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Halden.Umbraco.Persistence.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class RolloutInformation : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "RolloutAssumptions",
                schema: "halden",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false),
                    HourlyCost = table.Column<int>(type: "int", nullable: false),
                    ChangedAt = table.Column<long>(type: "bigint", nullable: false),
                    ChangedBy = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Version = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RolloutAssumptions", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "RolloutBenefits",
                schema: "halden",
                columns: table => new
                {
                    DocumentKey = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Volume = table.Column<int>(type: "int", nullable: true),
                    OneOffCost = table.Column<int>(type: "int", nullable: true),
                    YearlyCost = table.Column<int>(type: "int", nullable: true),
                    ChangedAt = table.Column<long>(type: "bigint", nullable: false),
                    ChangedBy = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Version = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RolloutBenefits", x => x.DocumentKey);
                });

            migrationBuilder.CreateTable(
                name: "RolloutInformation",
                schema: "halden",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Audience = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false),
                    DepartmentKey = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Day = table.Column<DateOnly>(type: "date", nullable: false),
                    Channel = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    Topics = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Services = table.Column<string>(type: "nvarchar(1850)", maxLength: 1850, nullable: false),
                    Note = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    RegisteredBy = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    RegisteredAt = table.Column<long>(type: "bigint", nullable: false),
                    CorrectedBy = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Version = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RolloutInformation", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "RolloutRequirements",
                schema: "halden",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Title = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Subject = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    IsFinished = table.Column<bool>(type: "bit", nullable: false),
                    Requirements = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    LastNumber = table.Column<int>(type: "int", nullable: false),
                    ChangedAt = table.Column<long>(type: "bigint", nullable: false),
                    ChangedBy = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Version = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RolloutRequirements", x => x.Id);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "RolloutAssumptions",
                schema: "halden");

            migrationBuilder.DropTable(
                name: "RolloutBenefits",
                schema: "halden");

            migrationBuilder.DropTable(
                name: "RolloutInformation",
                schema: "halden");

            migrationBuilder.DropTable(
                name: "RolloutRequirements",
                schema: "halden");
        }
    }
}
