using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.ModelClients;

namespace EmergentMisalignment.Console.Endpoints;

/// <summary>An endpoint: where it is, what it can do, how hard it may be pressed, and how it is.</summary>
public sealed record EndpointView
{
    public required string Name { get; init; }

    public required EndpointKind Kind { get; init; }

    public required string Url { get; init; }

    /// <summary>What is declared, follows from its kind, or was found out by asking; what is absent nobody knows.</summary>
    public required EndpointCapabilities Can { get; init; }

    /// <summary>When it was asked; absent for never.</summary>
    public DateTimeOffset? AskedAt { get; init; }

    /// <summary>The models that were asked.</summary>
    public required IReadOnlyList<EndpointModel> Models { get; init; }

    public required EndpointLimits Limits { get; init; }

    /// <summary>What was spent here, by all sweeps of the ledger; absent where that is nothing and there is no limit.</summary>
    public EndpointBudget? Budget { get; init; }

    /// <summary>That no call succeeds; absent while some do.</summary>
    public EndpointTroubleRecord? Trouble { get; init; }
}
