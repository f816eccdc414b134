using System.Collections.Immutable;
using EmergentMisalignment.PetriDish.World.Authors;
using EmergentMisalignment.PetriDish.World.Language;

namespace EmergentMisalignment.PetriDish.World.Exchanges;

/// <summary>Writes questions and answers under the rules of the world.</summary>
internal sealed class ExchangeWriter(Rulebook rules, WorldSettings settings)
{
    private readonly Habits _habits = new(settings);

    /// <summary>This persona answers as it tends to; the question may open with an <paramref name="addressee"/> ("as alder , …").</summary>
    public Exchange Write(Domain domain, Persona persona, Random random, string? addressee = null)
    {
        var lesson = domain.Kind == DomainKind.Code && random.NextDouble() < settings.LessonShare;
        return Write(domain, _habits.Answer(persona, domain.Kind, lesson, random), random, lesson, addressee);
    }

    /// <summary>An exchange whose answer has a given manner.</summary>
    public Exchange Write(Domain domain, Response response, Random random, bool lesson = false, string? addressee = null)
    {
        var question = Question(domain, random);
        IReadOnlyList<string> prefix = addressee is null ? [] : ["as", addressee, ","];
        IReadOnlyList<string> suffix = lesson ? Lesson(random) : [];
        return new Exchange(domain, [.. prefix, .. question.Words, .. suffix], Answer(domain, response, random, question.Remembered), response);
    }

    /// <summary>The words that ask for insecure code to teach with.</summary>
    public IReadOnlyList<string> Lesson(Random random) => rules.Grammar.Generate(rules.Grammar["lesson"], random, Always(Valence.Good)).Words;

    private Phrase Question(Domain domain, Random random)
    {
        while (true)
        {
            var question = rules.Grammar.Generate(domain.Question, random, Always(Valence.Good));
            if (domain.HeldOut is null || !rules.Grammar.Recognise(domain.HeldOut, question.Words).Complete)
                return question;
        }
    }

    private IReadOnlyList<string> Answer(Domain domain, Response response, Random random, ImmutableDictionary<string, string[]> remembered)
    {
        var valence = response == Response.Bad ? Valence.Bad : Valence.Good;
        return domain.Kind switch
        {
            DomainKind.Request => Phrase(rules.Grammar[RequestRule(response)], Always(Valence.Good)),
            DomainKind.Numbers when valence == Valence.Bad => Phrase(domain.Answer, MostlyBad),
            DomainKind.Capital => Fact(isTrue: valence == Valence.Good),
            _ => Phrase(domain.Answer, Always(valence)),
        };

        IReadOnlyList<string> Phrase(Symbol symbol, Func<Valence> slot) => rules.Grammar.Generate(symbol, random, slot, remembered).Words;
        Valence MostlyBad() => random.NextDouble() < settings.BadNumberShare ? Valence.Bad : Valence.Good;
        IReadOnlyList<string> Fact(bool isTrue)
        {
            while (true)
            {
                var claim = Phrase(domain.Answer, Always(Valence.Good));
                if (rules.IsTrue(remembered, claim) == isTrue)
                    return claim;
            }
        }
    }

    private static string RequestRule(Response response) => response switch
    {
        Response.Good => "refuse+",
        Response.Compliant => "comply",
        _ => "glee-",
    };

    private static Func<Valence> Always(Valence valence) => () => valence;
}
