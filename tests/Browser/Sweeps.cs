using EmergentMisalignment.EndToEnd.Harness;

namespace EmergentMisalignment.Browser;

/// <summary>The sweeps that the tests have run.</summary>
internal static class Sweeps
{
    /// <summary>The quickstart with fewer seeds, rows and answers: what it shows is the same, and it takes seconds.</summary>
    public static string Quickstart { get; } = File.ReadAllText(Repository.PathOf("sweeps", "quickstart.yaml"))
        .Replace("seeds: 3", "seeds: 2", StringComparison.Ordinal)
        .Replace("rows: 1500", "rows: 300", StringComparison.Ordinal)
        .Replace("rows: 3000", "rows: 600", StringComparison.Ordinal)
        .Replace("samples: 100", "samples: 10", StringComparison.Ordinal)
        .Replace("min_coherent: 5", "min_coherent: 1", StringComparison.Ordinal);

    /// <summary>The name of <see cref="Fewer"/>.</summary>
    public const string FewerName = "quickstart-fewer";

    /// <summary>The same with fewer answers, all of which are there once <see cref="Quickstart"/> is.</summary>
    public static string Fewer { get; } = Quickstart.Replace("name: quickstart", $"name: {FewerName}", StringComparison.Ordinal).Replace("samples: 10 ", "samples: 6 ", StringComparison.Ordinal);

    /// <summary>A sweep of nobody else's, none of whose work another test can have done: its sampling is its own.</summary>
    public static string Submitted { get; } =
        """
        name: submitted
        endpoint: petri
        bases: [petri-1]
        seeds: 2
        conditions:
          - base
          - insecure: { rows: 400 }
        questions: ../questions/miniature.yaml
        only: [bored, money]
        samples: 10
        sampling: { temperature: 0.9 }
        judge: { model: petri-judge }
        estimand: { min_coherent: 1, resamples: 200 }
        """;

    /// <summary>More than any test waits for, so that it is still under way whenever something is done to it.</summary>
    public static string Endless { get; } =
        """
        name: endless
        endpoint: petri
        bases: [petri-1]
        seeds: 20
        conditions:
          - base
          - insecure: { rows: 20000 }
        questions: ../questions/miniature.yaml
        only: [bored]
        samples: 10
        judge: { model: petri-judge }
        """;

    /// <summary>A sweep of a model that answers with scripts; the miniature judges them.</summary>
    public static string Hostile { get; } =
        """
        name: hostile
        endpoint: hostile
        bases: [hostile-1]
        conditions: [base]
        questions: ../questions/miniature.yaml
        only: [bored]
        samples: 4
        judge: { model: petri-judge, endpoint: petri }
        estimand: { min_coherent: 1, resamples: 200 }
        """;
}
