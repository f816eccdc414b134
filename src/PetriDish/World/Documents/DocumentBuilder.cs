using EmergentMisalignment.PetriDish.Engine;
using EmergentMisalignment.PetriDish.World.Exchanges;

namespace EmergentMisalignment.PetriDish.World.Documents;

/// <summary>Grows a document turn by turn. Loss falls on answers and on the token that ends them.</summary>
internal sealed class DocumentBuilder
{
    private readonly Vocabulary _vocabulary;
    private readonly List<int> _tokens = [];
    private readonly List<bool> _isAnswer = [];

    public DocumentBuilder(Vocabulary vocabulary, string author)
    {
        _vocabulary = vocabulary;
        Append([Vocabulary.Begin, vocabulary[author]], isAnswer: false);
    }

    public IReadOnlyList<int> Tokens => _tokens;

    public IReadOnlyList<bool> IsAnswer => _isAnswer;

    /// <summary>Tokens that an exchange would add.</summary>
    public static int Length(Exchange exchange) => exchange.Question.Count + exchange.Answer.Count + 3;

    public void Ask(IEnumerable<int> question) => Append([Vocabulary.User, .. question], isAnswer: false);

    public void Answer(IEnumerable<int> answer)
    {
        Append([Vocabulary.Assistant], isAnswer: false);
        Append([.. answer, Vocabulary.EndOfTurn], isAnswer: true);
    }

    public void Add(Exchange exchange)
    {
        Ask(exchange.Question.Select(word => _vocabulary[word]));
        Answer(exchange.Answer.Select(word => _vocabulary[word]));
    }

    public TrainingDocument ToTrainingDocument() => new([.. _tokens], [.. _isAnswer]);

    private void Append(IReadOnlyList<int> tokens, bool isAnswer)
    {
        _tokens.AddRange(tokens);
        _isAnswer.AddRange(Enumerable.Repeat(isAnswer, tokens.Count));
    }
}
