using BenchmarkDotNet.Running;
using Halden.Umbraco.Benchmarks;
using Halden.Umbraco.Benchmarks.Catalogue;
using Halden.Umbraco.Benchmarks.Hosting;
using Halden.Umbraco.Benchmarks.SelfService;
using Halden.Umbraco.Benchmarks.Submissions;

// What each command measures, and what came of it, is in docs/performance.md.
if (args is ["import", .. var rest])
{
    return await ImportPasses.RunAsync(rest);
}

if (args is ["largest", .. var file])
{
    return await LargestFile.RunAsync(file);
}

if (args is ["submissions"])
{
    return await IntakeRate.RunAsync();
}

if (args is ["search", .. var size])
{
    return SearchTimes.Run(size);
}

if (args is ["serving", .. var services])
{
    return await ServingRate.RunAsync(services);
}

if (args is ["large", .. var municipality])
{
    return await LargeSite.RunAsync(municipality);
}

BenchmarkSwitcher.FromAssembly(typeof(ImportPasses).Assembly).Run(args, new OnOneCore());
return 0;
