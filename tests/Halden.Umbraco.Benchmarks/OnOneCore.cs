using System.Diagnostics;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;

namespace Halden.Umbraco.Benchmarks;

/// <summary>
/// Measures the time that a core worked for us instead of the clock's. With nothing else to do the two are the same, and
/// where others use the machine as well, this still says what our work costs. The collector's threads are counted in.
/// </summary>
internal sealed class OnOneCore : ManualConfig
{
    public OnOneCore()
    {
        Add(DefaultConfig.Instance);
        AddDiagnoser(MemoryDiagnoser.Default);
        AddColumn(StatisticColumn.Min);
        AddJob(Job.Default
            .WithToolchain(InProcessEmitToolchain.Instance)
            .WithClock(new ProcessorClock())
            .WithWarmupCount(10)
            .WithIterationCount(15)
            .WithIterationTime(TimeInterval.FromMilliseconds(200)));
    }

    private sealed class ProcessorClock : IClock
    {
        public string Title => "Processor time";

        public bool IsAvailable => true;

        public Frequency Frequency => new(TimeSpan.TicksPerSecond);

        public long GetTimestamp()
        {
            using var process = Process.GetCurrentProcess();
            return process.TotalProcessorTime.Ticks;
        }
    }
}
