namespace EmergentMisalignment.Sweeps.Spending;

/// <summary>The accounts that a call is booked in: its sweep's, that of the sweep's stage, its endpoint's.</summary>
public static class SpendingAccounts
{
    public static IReadOnlyList<SpendingStage> Stages { get; } = Enum.GetValues<SpendingStage>();

    public static string Sweep(string name) => $"sweep/{name}";

    public static string Stage(string sweep, SpendingStage stage) => $"{Sweep(sweep)}/{NameOf(stage)}";

    public static string Endpoint(string name) => $"endpoint/{name.ToLowerInvariant()}";

    public static IReadOnlyList<string> Of(Payer payer, string endpoint) => [Sweep(payer.Sweep), Stage(payer.Sweep, payer.Stage), Endpoint(endpoint)];

    public static string NameOf(SpendingStage stage) => stage switch
    {
        SpendingStage.Datasets => "datasets",
        SpendingStage.FineTunes => "fine_tunes",
        SpendingStage.Answers => "answers",
        _ => "verdicts",
    };
}
