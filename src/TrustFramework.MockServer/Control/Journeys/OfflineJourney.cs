using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TrustFramework.Engine.Journeys;
using TrustFramework.MockServer.Control.Seeding;
using TrustFramework.MockServer.SignIn;
using TrustFramework.MockServer.SignIn.Journeys;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants;
using TrustFramework.Tenants.KeySets;

namespace TrustFramework.MockServer.Control.Journeys;

/// <summary>Executes a journey of policy files without a running server.</summary>
internal sealed class OfflineJourney(
    TenantRegistry tenants, TenantSeeder seeder, SignInTenantFinder policies, JourneyContexts contexts, JourneyResourceFactory resources, IRandomSource random)
{
    /// <summary>The host of the issuer in the tokens.</summary>
    private const string HostSuffix = ".b2clogin.com";

    private static JsonTypeInfo<JourneyAnswerResource[]> AnswersType => JourneyJson.Wire.JourneyAnswerResourceArray;

    /// <returns>The result, or what is wrong with the files.</returns>
    public async Task<Result<OfflineJourneyResult, string>> RunAsync(OfflineJourneyRequest request)
    {
        var tenant = tenants.Default;
        if (!ReadAnswers(request.Answers).TryGetValue(out var answers, out var error) || (error = await seeder.ApplyFilesAsync(tenant, request.Files)) is not null)
            return error;
        var domain = await tenant.GetEffectiveDomainAsync();
        var host = domain.Split('.')[0] + HostSuffix;
        if (!(await policies.FindAsync(tenant, domain, request.PolicyId, $"https://{host}")).TryGetValue(out var policy, out var policyError))
            return $"{policyError.Text} {policyError.Hint}".TrimEnd();
        await AddKeysAsync(policy);

        var runner = await contexts.CreateRunnerAsync(policy);
        var execution = await runner.StartAsync(new JourneyRequest { CorrelationId = random.NewId().ToString("D"), HostName = host, Parameters = JourneyParameters.AddDefaults(parameters: null) });
        var answered = 0;
        for (; answered < answers.Count && execution.IsWaiting; answered++)
            execution = await runner.AnswerAsync(execution, answers[answered]);
        if (answered < answers.Count)
            return $"The journey ended after {answered} of {answers.Count} answers: {execution.Error?.Message ?? "it is completed"}";
        while (request.Ask is { } ask && execution.IsWaiting && await AskAsync(ask, runner, execution) is { } answer)
            execution = await runner.AnswerAsync(execution, answer);
        var journey = await resources.CreateAsync(new StoredJourney("", policy.Now, policy.PolicyId, execution), policy, runner);
        return new OfflineJourneyResult(journey.Status == JourneyResource.Completed, JourneyText.Format(journey), JsonSerializer.Serialize(journey, JourneyJson.Indented.JourneyResource));
    }

    /// <summary>Creates the key sets of the token issuer that the files do not have.</summary>
    private static async ValueTask AddKeysAsync(SignInTenant policy)
    {
        (string? Id, string Use)[] keySets = [(policy.RelyingParty.Issuer.SigningKeySetId, "sig"), (policy.RelyingParty.Issuer.RefreshTokenKeySetId, "enc")];
        foreach (var (id, use) in keySets)
        {
            if (id is not null && !(await policy.Tenant.KeySets.FindAsync(id)).TryGetValue(out _, out _))
                await policy.Tenant.KeySets.SeedAsync(id, [new KeyDraft { Type = "RSA", Use = use }]);
        }
    }

    private static Result<IReadOnlyList<JourneyAnswer>, string> ReadAnswers(ReadOnlyMemory<byte>? json)
    {
        if (json is not { } content)
            return Result<IReadOnlyList<JourneyAnswer>, string>.Success([]);
        try
        {
            if (JsonSerializer.Deserialize(Utf8Text.TrimByteOrderMark(content.Span), AnswersType) is not { } resources)
                return "The answers are null. Write an array.";
            var answers = resources.Select(answer => answer?.Read()).ToList();
            return answers.Contains(null)
                ? "Each answer has one of the members 'claims', 'link' and 'exchange', and each claim once."
                : Result<IReadOnlyList<JourneyAnswer>, string>.Success([.. answers.OfType<JourneyAnswer>()]);
        }
        catch (JsonException exception)
        {
            return $"The answers cannot be read: {JsonErrorText.Describe(exception, AnswersType)}";
        }
    }

    /// <summary>Asks for the answer to a page. Null at the end of the input.</summary>
    private static async Task<JourneyAnswer?> AskAsync(Func<string, Task<string?>> ask, JourneyRunner runner, JourneyExecution execution)
    {
        if (runner.FindStop(execution) is not { } found)
            return new JourneyAnswer();
        var (stop, text) = (JourneyStopResource.From(found), new StringBuilder());
        JourneyText.AppendStop(text, stop);
        string[] choices = [.. stop.Choices.Select(choice => choice.Exchange), .. stop.Links];
        if (choices.Length > 0)
        {
            var chosen = await ask($"{text}{(stop.Fields.Count > 0 ? "Press Enter to fill in the fields, or choose" : "Choose")} {string.Join(", ", choices)}: ");
            if (chosen is null || chosen.Length > 0)
                return chosen is null ? null : stop.Links.Contains(chosen, StringComparer.Ordinal) ? new JourneyAnswer { Link = chosen } : new JourneyAnswer { Exchange = chosen };
        }
        else
        {
            await ask($"{text}Press Enter to fill in the fields. ");
        }

        var answer = new JourneyAnswer();
        foreach (var field in stop.Fields.Where(field => !field.ReadOnly))
        {
            if (await ask($"  {field.Label}: ") is not { } value)
                return null;
            if (value.Length > 0 || field.Value is null)
                answer = answer with { Claims = answer.Claims.SetItem(field.Claim, value) };
        }

        return answer;
    }
}
