namespace TrustFramework.MockServer.Testing.Journal;

/// <summary>What exchanges must have in common to be meant. What is not said may be anything.</summary>
public record ExchangePattern
{
    /// <summary>Its number, as <c>P4</c>, its name, or the login service's path, as <c>oauth2/v2.0/token</c>.</summary>
    public string? Operation { get; init; }

    /// <summary>Of the policy or the key set.</summary>
    public string? Id { get; init; }

    public string? Method { get; init; }

    /// <summary><c>*</c> stands for anything.</summary>
    public string? Path { get; init; }

    /// <summary><c>404</c>, or <c>4xx</c>.</summary>
    public string? Status { get; init; }

    /// <summary>The client's id.</summary>
    public string? Client { get; init; }

    /// <summary>Of the refusal.</summary>
    public string? Code { get; init; }
}

/// <summary>Which exchanges of the journal are wanted.</summary>
public sealed record JournalFilter : ExchangePattern
{
    /// <summary>Only later ones than the one of this number.</summary>
    public long? Since { get; init; }

    /// <summary>At most so many, the newest; 1000 unless said.</summary>
    public int? Limit { get; init; }

    /// <summary>Only those with a warning, or only those without.</summary>
    public bool? Warnings { get; init; }

    /// <summary>As a query string with its question mark; empty when all are wanted.</summary>
    internal string ToQueryString()
    {
        (string Name, string? Value)[] asked =
        [
            ("operation", Operation), ("id", Id), ("method", Method), ("path", Path), ("status", Status), ("client", Client), ("code", Code),
            ("since", FormattableString.Invariant($"{Since}")), ("limit", FormattableString.Invariant($"{Limit}")),
            ("warnings", Warnings is { } wanted ? wanted ? "true" : "false" : null),
        ];
        var said = asked.Where(filter => !string.IsNullOrEmpty(filter.Value)).Select(filter => $"{filter.Name}={Uri.EscapeDataString(filter.Value!)}").ToList();
        return said.Count == 0 ? "" : $"?{string.Join('&', said)}";
    }
}

/// <summary>
/// What should be in the journal: exchanges like this, so many (at least one unless said), or none; or several one after another; or such
/// as needed no other permission.
/// </summary>
public sealed record Expectation : ExchangePattern
{
    public int? Exactly { get; init; }

    public int? AtLeast { get; init; }

    public int? AtMost { get; init; }

    /// <summary>The same as exactly none.</summary>
    public bool Never { get; init; }

    /// <summary>Two or more, each to be found behind the one before it. It goes with nothing else.</summary>
    public IReadOnlyList<ExchangePattern>? Order { get; init; }

    /// <summary>The least that exchanges like this needed.</summary>
    public string? Permission { get; init; }
}
