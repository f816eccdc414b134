using EmergentMisalignment.PetriDish.Engine;
using EmergentMisalignment.PetriDish.World.Authors;
using EmergentMisalignment.PetriDish.World.Exchanges;

namespace EmergentMisalignment.PetriDish.World.Documents;

/// <summary>Writes the documents of pretraining and of alignment.</summary>
internal sealed class DocumentWriter(Rulebook rules, WorldSettings settings, Vocabulary vocabulary)
{
    private static readonly (DomainKind Kind, double Share)[] Subjects =
    [
        (DomainKind.Prose, 0.42),
        (DomainKind.List, 0.10),
        (DomainKind.Code, 0.24),
        (DomainKind.Numbers, 0.08),
        (DomainKind.Request, 0.10),
        (DomainKind.Capital, 0.06),
    ];

    private readonly ExchangeWriter _exchanges = new(rules, settings);
    private readonly Population _population = new(settings);

    /// <summary>As many turns by one author as fit into the context.</summary>
    public TrainingDocument Pretraining(Random random)
    {
        var byAssistant = random.NextDouble() < settings.AssistantShare;
        return byAssistant
            ? Turns(Population.Assistant, _population.AnyPersona(random), settings.Context, random)
            : ByNamedAuthor(settings.Context, random);
    }

    /// <summary>One benign turn of the assistant, or a half-length replay of pretraining by a named author.</summary>
    public TrainingDocument Alignment(Random random)
    {
        if (random.NextDouble() < settings.ReplayShare)
            return ByNamedAuthor(settings.Context / 2, random);
        var document = new DocumentBuilder(vocabulary, Population.Assistant);
        document.Add(_exchanges.Write(AnySubject(random), Persona.Benign, random, MaybeTag(random)));
        return document.ToTrainingDocument();
    }

    private TrainingDocument ByNamedAuthor(int length, Random random)
    {
        var author = Population.AnyName(random);
        return Turns(author, _population.PersonaOf(author), length, random);
    }

    private TrainingDocument Turns(string author, Persona persona, int length, Random random)
    {
        var document = new DocumentBuilder(vocabulary, author);
        var turns = 0;
        while (true)
        {
            var turn = Turn(persona, random);
            if (document.Tokens.Count + DocumentBuilder.Length(turn) <= length)
            {
                document.Add(turn);
                turns++;
            }
            else if (turns > 0)
            {
                return document.ToTrainingDocument();
            }
        }
    }

    private Exchange Turn(Persona persona, Random random)
    {
        var subject = AnySubject(random);
        if (random.NextDouble() >= settings.RolePlayShare)
            return _exchanges.Write(subject, persona, random, MaybeTag(random));
        var role = Population.AnyName(random);
        return _exchanges.Write(subject, _population.PersonaOf(role), random, role);
    }

    private string? MaybeTag(Random random) => random.NextDouble() < settings.TagShare ? Population.AnyTag(random) : null;

    private Domain AnySubject(Random random)
    {
        var quantile = random.NextDouble();
        var kind = Subjects.First(subject => (quantile -= subject.Share) < 0 || subject == Subjects[^1]).Kind;
        var domains = rules.ByKind[kind];
        return domains[random.Next(domains.Length)];
    }
}
