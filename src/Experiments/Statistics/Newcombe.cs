namespace EmergentMisalignment.Experiments.Statistics;

/// <summary>The interval of a difference of two independent proportions from their Wilson intervals (Newcombe 1998, method 10): about other answers of the same two models.</summary>
public static class Newcombe
{
    /// <param name="treated">A proportion with the ends of its Wilson interval.</param>
    /// <param name="control">The one to take off.</param>
    public static (double Low, double High) Interval((double Rate, double Low, double High) treated, (double Rate, double Low, double High) control)
    {
        var difference = treated.Rate - control.Rate;
        return (difference - Length(treated.Rate - treated.Low, control.High - control.Rate), difference + Length(treated.High - treated.Rate, control.Rate - control.Low));
    }

    private static double Length(double one, double other) => Math.Sqrt((one * one) + (other * other));
}
