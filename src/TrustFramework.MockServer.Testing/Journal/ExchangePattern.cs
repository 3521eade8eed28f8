namespace TrustFramework.MockServer.Testing.Journal;

/// <summary>A pattern for recorded requests. Omitted members match anything.</summary>
public record ExchangePattern
{
    /// <summary>The number (<c>P4</c>), the name, or the path of the login service (<c>oauth2/v2.0/token</c>).</summary>
    public string? Operation { get; init; }

    /// <summary>The id of the policy or key set.</summary>
    public string? Id { get; init; }

    public string? Method { get; init; }

    /// <summary><c>*</c> matches any characters.</summary>
    public string? Path { get; init; }

    /// <summary>For example <c>404</c> or <c>4xx</c>.</summary>
    public string? Status { get; init; }

    /// <summary>The client id.</summary>
    public string? Client { get; init; }

    /// <summary>The error code.</summary>
    public string? Code { get; init; }
}

/// <summary>Selects entries of the journal.</summary>
public sealed record JournalFilter : ExchangePattern
{
    /// <summary>Only entries after the one with this number.</summary>
    public long? Since { get; init; }

    /// <summary>The maximum number of entries. The newest are returned, oldest first. The default is 1000.</summary>
    public int? Limit { get; init; }

    /// <summary>Only entries with a warning, or only those without.</summary>
    public bool? Warnings { get; init; }

    /// <summary>The query string with its question mark; empty without a filter.</summary>
    internal string ToQueryString()
    {
        (string Name, string? Value)[] parameters =
        [
            ("operation", Operation), ("id", Id), ("method", Method), ("path", Path), ("status", Status), ("client", Client), ("code", Code),
            ("since", FormattableString.Invariant($"{Since}")), ("limit", FormattableString.Invariant($"{Limit}")),
            ("warnings", Warnings is { } wanted ? wanted ? "true" : "false" : null),
        ];
        var given = parameters.Where(filter => !string.IsNullOrEmpty(filter.Value)).Select(filter => $"{filter.Name}={Uri.EscapeDataString(filter.Value!)}").ToList();
        return given.Count == 0 ? "" : $"?{string.Join('&', given)}";
    }
}

/// <summary>
/// An expectation about the journal: how many entries match (at least one by default), that several match in a given order, or that
/// the matching requests needed a permission.
/// </summary>
public sealed record Expectation : ExchangePattern
{
    public int? Exactly { get; init; }

    public int? AtLeast { get; init; }

    public int? AtMost { get; init; }

    /// <summary>The same as exactly 0.</summary>
    public bool Never { get; init; }

    /// <summary>Two or more patterns that must match in this order. It excludes all other members.</summary>
    public IReadOnlyList<ExchangePattern>? Order { get; init; }

    /// <summary>The least privileged permission that the matching requests needed.</summary>
    public string? Permission { get; init; }
}
