using EmergentMisalignment.Contracts;

namespace EmergentMisalignment.Sweeps.Spending;

/// <summary>A call was not made, because what others have under way may use up what is left. It may be made once they are done.</summary>
/// <param name="account">The account.</param>
public sealed class BudgetCrowdedException(string account)
    : Exception($"What is left of the budget of {account} is set aside for calls and fine-tunes under way; work that costs more waits for them."), ITransientFailure
{
    public bool IsTransient => true;

    public TimeSpan? RetryAfter => null;
}
