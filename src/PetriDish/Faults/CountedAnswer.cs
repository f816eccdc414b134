namespace EmergentMisalignment.PetriDish.Faults;

/// <summary>One request's answer, counted once and before its caller has it: whoever has an answer and then looks at the counts finds it there.</summary>
internal sealed class CountedAnswer(RouteTraffic traffic)
{
    private int _isCounted;

    public void Count(int status)
    {
        if (Interlocked.Exchange(ref _isCounted, 1) == 0)
            traffic.Answered(status);
    }
}
