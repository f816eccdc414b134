using Microsoft.Extensions.DependencyInjection;

namespace EmergentMisalignment.Reports.Composing;

public static class ReportingExtensions
{
    public static IServiceCollection AddReporting(this IServiceCollection services) => services
        .AddSingleton<AnswersFile>()
        .AddSingleton<ReportWriter>()
        .AddSingleton<SweepReporter>();
}
