namespace EmergentMisalignment.PetriDish.Faults;

internal static class DropExtensions
{
    /// <summary>Closes the connection without an answer.</summary>
    public static void Drop(this HttpContext context)
    {
        context.Features.Get<CountedAnswer>()?.Count(RouteTraffic.NoAnswer);
        context.Abort();
    }
}
