using Halden.Umbraco.Catalogue;
using Microsoft.Data.Sqlite;

namespace Halden.Umbraco.UnitTests.Catalogue;

public sealed class TemporaryDatabaseTests
{
    [Fact]
    public void ItIsNowhereAlsoWhereTheApplicationHasADataDirectory()
    {
        // As Umbraco does at its start.
        var directory = Directory.CreateTempSubdirectory("halden-");
        var before = AppDomain.CurrentDomain.GetData("DataDirectory");
        AppDomain.CurrentDomain.SetData("DataDirectory", directory.FullName);
        try
        {
            using var one = TemporaryDatabase.Open();
            using var other = TemporaryDatabase.Open();
            Execute(one, "CREATE TABLE item (name TEXT)");
            Execute(other, "CREATE TABLE item (name TEXT)");
            Assert.Empty(directory.GetFileSystemInfos());
            Assert.Equal(string.Empty, Execute(one, "SELECT file FROM pragma_database_list"));
        }
        finally
        {
            AppDomain.CurrentDomain.SetData("DataDirectory", before);
            directory.Delete(recursive: true);
        }
    }

    private static object? Execute(SqliteConnection database, string sql)
    {
        using var command = database.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
