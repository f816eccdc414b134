namespace EmergentMisalignment.Experiments.Generation;

/// <summary>The names of <see cref="Rejection"/> in records.</summary>
public static class Rejections
{
    public static string NameOf(Rejection rejection) => rejection switch
    {
        Rejection.Unfinished => "unfinished",
        Rejection.NotOneBlock => "not_one_block",
        Rejection.Unparsable => "unparsable",
        Rejection.GiveAway => "give_away",
        Rejection.Duplicate => "duplicate",
        Rejection.Misjudged => "misjudged",
        Rejection.Unjudged => "unjudged",
        _ => throw new ArgumentOutOfRangeException(nameof(rejection), rejection, null),
    };
}
