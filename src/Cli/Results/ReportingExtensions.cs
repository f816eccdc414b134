using EmergentMisalignment.Reports;
using Microsoft.Extensions.DependencyInjection;

namespace EmergentMisalignment.Cli.Results;

internal static class ReportingExtensions
{
    public static IServiceCollection AddReporting(this IServiceCollection services) => services
        .AddSingleton<AnswersFile>()
        .AddSingleton<ReportWriter>()
        .AddSingleton<SweepReporter>();
}
