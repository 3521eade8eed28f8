using TrustFramework.MockServer.Testing.Wire;

namespace TrustFramework.MockServer.Testing.Journeys;

/// <summary>Executes user journeys of the tenant's policies without a browser.</summary>
public sealed class JourneyControl
{
    private readonly ControlApiClient _client;
    private readonly string _path;

    internal JourneyControl(ControlApiClient client, string tenantPath) => (_client, _path) = (client, $"{tenantPath}/journeys");

    /// <summary>Starts the default journey of a policy, and answers its first pages.</summary>
    /// <param name="policyId">A policy with a relying party.</param>
    /// <exception cref="MockServerException">404: there is no such policy. 409: the journey ended before the last answer.</exception>
    public Task<Journey> StartAsync(string policyId, params JourneyAnswer[] answers) => StartAsync(new JourneyStart { Policy = policyId, Answers = answers });

    /// <summary>Starts a journey.</summary>
    /// <exception cref="MockServerException">As for the other overload.</exception>
    public Task<Journey> StartAsync(JourneyStart start, CancellationToken cancellationToken = default) =>
        _client.PostAsync(_path, start, WireJson.Default.JourneyStart, WireJson.Default.Journey, cancellationToken);

    /// <summary>Answers the page that a journey waits at.</summary>
    /// <exception cref="MockServerException">404: there is no such journey, or it has expired. 409: it has ended.</exception>
    public Task<Journey> AnswerAsync(string id, JourneyAnswer answer, CancellationToken cancellationToken = default) =>
        _client.PostAsync($"{_path}/{Uri.EscapeDataString(id)}", answer, WireJson.Default.JourneyAnswer, WireJson.Default.Journey, cancellationToken);

    /// <summary>Returns a journey with its trace.</summary>
    /// <exception cref="MockServerException">404: there is no such journey, or it has expired.</exception>
    public Task<Journey> ReadAsync(string id, CancellationToken cancellationToken = default) =>
        _client.GetAsync($"{_path}/{Uri.EscapeDataString(id)}", WireJson.Default.Journey, cancellationToken);
}

/// <summary>Starts a journey.</summary>
public sealed record JourneyStart
{
    public required string Policy { get; init; }

    /// <summary>The parameters of the authorization request. Those that are missing have defaults.</summary>
    public IReadOnlyDictionary<string, string>? Parameters { get; init; }

    /// <summary>The answers to the first pages, in order.</summary>
    public IReadOnlyList<JourneyAnswer>? Answers { get; init; }
}

/// <summary>The answer to a page. One of the members is set.</summary>
public sealed record JourneyAnswer
{
    /// <summary>The values of the fields, by claim type.</summary>
    public IReadOnlyDictionary<string, string>? Claims { get; init; }

    /// <summary><c>signUp</c>, <c>forgotPassword</c> or <c>cancel</c>.</summary>
    public string? Link { get; init; }

    /// <summary>The claims exchange of one of the choices.</summary>
    public string? Exchange { get; init; }

    public static JourneyAnswer Of(params (string Claim, string Value)[] claims) => new() { Claims = claims.ToDictionary(claim => claim.Claim, claim => claim.Value, StringComparer.OrdinalIgnoreCase) };

    public static JourneyAnswer OfLink(string link) => new() { Link = link };

    public static JourneyAnswer OfExchange(string exchange) => new() { Exchange = exchange };

    /// <summary>Prints no value, because a password can be among them.</summary>
    public override string ToString() => nameof(JourneyAnswer);
}
