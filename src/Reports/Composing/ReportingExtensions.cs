using EmergentMisalignment.Reports.Bundles;
using EmergentMisalignment.Reports.Exports;
using EmergentMisalignment.Reports.Exports.Inspect;
using Microsoft.Extensions.DependencyInjection;

namespace EmergentMisalignment.Reports.Composing;

public static class ReportingExtensions
{
    /// <summary>What it takes to report sweeps and to take them away.</summary>
    /// <remarks>Needs the ledger, the artifacts and the sweeps of the same container.</remarks>
    public static IServiceCollection AddReporting(this IServiceCollection services) => services
        .AddSingleton<SweepDirectory>()
        .AddSingleton<SweepAnswers>()
        .AddSingleton<AnswersFile>()
        .AddSingleton<ReportComposer>()
        .AddSingleton<SweepReader>()
        .AddSingleton<ReportWriter>()
        .AddSingleton<SweepReporter>()
        .AddExports();

    private static IServiceCollection AddExports(this IServiceCollection services) => services
        .AddSingleton<IExport, CsvExport>()
        .AddSingleton<IExport, JsonlExport>()
        .AddSingleton<IExport, ParquetExport>()
        .AddSingleton<IExport, InspectExport>()
        .AddSingleton<IExport, FigureExport>()
        .AddSingleton<IExport, BundleExport>()
        .AddSingleton<BundleCollector>()
        .AddSingleton<BundleImporter>()
        .AddSingleton<SweepExporter>();
}
