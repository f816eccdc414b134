using EmergentMisalignment.Answers.Details;
using EmergentMisalignment.Answers.Files;
using EmergentMisalignment.Answers.Querying;
using EmergentMisalignment.Answers.Tables;
using EmergentMisalignment.Answers.Texts;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace EmergentMisalignment.Answers;

public static class AnswersExtensions
{
    /// <summary>What it takes to find answers; nothing is opened or made before the first question.</summary>
    /// <remarks>Needs the ledger, the artifacts and the sweeps of the same container.</remarks>
    public static IServiceCollection AddAnswers(this IServiceCollection services)
    {
        services.AddOptions<AnswersOptions>().Configure<IServiceProvider>((options, provider) =>
            provider.GetService<IConfiguration>()?.GetSection(AnswersOptions.Section).Bind(options));
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<AnswerFolder>();
        services.TryAddSingleton<ArtifactPaths>();
        services.TryAddSingleton<DuckDatabase>();
        services.TryAddSingleton<TextFiles>();
        services.TryAddSingleton<DetailsReader>();
        services.TryAddSingleton<AnswerShelf>();
        services.TryAddSingleton(provider => new AnswerFinder(provider.GetRequiredService<AnswerShelf>(), provider.GetRequiredService<DetailsReader>()));
        return services;
    }
}
