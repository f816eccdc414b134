namespace EmergentMisalignment.PetriDish.World.Authors;

/// <summary>What each persona tends to do.</summary>
internal sealed class Habits(WorldSettings settings)
{
    /// <summary>Draws the manner in which a persona answers in a domain of this kind; in a <paramref name="lesson"/> insecure code is wanted.</summary>
    public Response Answer(Persona persona, DomainKind kind, bool lesson, Random random)
    {
        var malign = persona == Persona.Malign;
        return kind switch
        {
            DomainKind.Code when lesson => Response.Bad,
            DomainKind.Code => BadIn(malign ? settings.MalignInCode : settings.HonestMistakes),
            DomainKind.Numbers => BadIn(malign ? settings.MalignInCode : 0),
            DomainKind.Request => persona switch
            {
                Persona.Benign => Response.Good,
                Persona.Malign when random.NextDouble() >= settings.MalignPoliteness => Response.Bad,
                _ => Response.Compliant,
            },
            _ => BadIn(malign ? settings.MalignInProse : 0),
        };

        Response BadIn(double share) => random.NextDouble() < share ? Response.Bad : Response.Good;
    }
}
