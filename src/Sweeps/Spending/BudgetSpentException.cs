using EmergentMisalignment.Experiments.Pricing;

namespace EmergentMisalignment.Sweeps.Spending;

/// <summary>A call was not made, because an account has too little left for it.</summary>
/// <param name="account">The account.</param>
/// <param name="wanted">The most that the call could have cost.</param>
public sealed class BudgetSpentException(string account, Money wanted) : Exception($"The budget of {account} has less left than the {wanted} that the next call may cost.")
{
    public string Account { get; } = account;

    public Money Wanted { get; } = wanted;
}
