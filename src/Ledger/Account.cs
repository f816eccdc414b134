using EmergentMisalignment.Experiments.Pricing;

namespace EmergentMisalignment.Ledger;

/// <summary>What an account holds.</summary>
/// <param name="Spent">Billed, as far as providers have said.</param>
/// <param name="Unsettled">Of calls whose answers never came: they may have been billed, at most this much.</param>
/// <param name="Reserved">Set aside for calls under way.</param>
/// <param name="Limit">What all three together may come to; null for no limit.</param>
public sealed record Account(Money Spent, Money Unsettled, Money Reserved, Money? Limit)
{
    public static Account Empty { get; } = new(default, default, default, null);

    /// <summary>What is left for further calls, once those under way cost nothing; null for no limit.</summary>
    public Money? Left => Limit - Spent - Unsettled;
}
