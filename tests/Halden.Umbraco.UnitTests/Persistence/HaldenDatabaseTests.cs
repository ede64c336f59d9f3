using Halden.Umbraco.Hosting;
using Halden.Umbraco.Persistence;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Halden.Umbraco.UnitTests.Persistence;

public sealed class HaldenDatabaseTests
{
    [Theory]
    [InlineData(DatabaseProvider.PostgreSql)]
    [InlineData(DatabaseProvider.SqlServer)]
    public void SaysWhichSettingIsMissing(DatabaseProvider provider)
    {
        var database = new HaldenDatabase(
            Options.Create(new HaldenOptions { Database = new DatabaseOptions { Provider = provider } }), new HostingEnvironment(), NullLoggerFactory.Instance);

        var fault = Assert.Throws<OptionsValidationException>(database.CreateDbContext);

        Assert.Contains("Halden:Database:ConnectionString mangler", fault.Message, StringComparison.Ordinal);
    }
}
