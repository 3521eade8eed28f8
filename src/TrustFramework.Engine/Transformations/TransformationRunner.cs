using TrustFramework.Engine.Claims;
using TrustFramework.Engine.Journeys;
using TrustFramework.Engine.Pages;
using TrustFramework.Engine.Tracing;
using TrustFramework.PolicyXml;
using TrustFramework.PolicyXml.Model;

namespace TrustFramework.Engine.Transformations;

/// <summary>Executes the claims transformations of technical profiles.</summary>
internal sealed class TransformationRunner(JourneyContext context, JourneyRequest request, TraceRecorder trace)
{
    /// <summary>Executes transformations one after the other, each with the claims that the one before has changed.</summary>
    /// <param name="references">Elements with <c>ReferenceId</c>.</param>
    public Result<ClaimsBag, JourneyError> Run(IEnumerable<PolicyNode> references, TechnicalProfile profile, ClaimsBag claims, ErrorMessages messages)
    {
        foreach (var reference in references)
        {
            if (!Run(reference["ReferenceId"], profile, claims, messages).TryGetValue(out var changed, out var error))
                return error;
            claims = changed;
        }

        return claims;
    }

    private Result<ClaimsBag, JourneyError> Run(string? id, TechnicalProfile profile, ClaimsBag claims, ErrorMessages messages)
    {
        if (context.Policy.ClaimsTransformations.Find(id) is not { } node)
            return JourneyError.General($"The claims transformation '{id}' does not exist.");
        var transformation = new ClaimsTransformation(node);
        if (TransformationMethods.Find(transformation.Method) is not { } method)
            return new JourneyError.Unsupported(transformation.Id, $"the transformation method '{transformation.Method}' is not known");
        var input = CreateInput(transformation, profile, claims);
        var inputTrace = input.Claims.Select(claim => trace.Describe(claim.ClaimTypeId, claim.Value)).ToList();
        if (!method.Apply(input).TryGetValue(out var output, out var error))
        {
            var journeyError = CreateError(error, transformation, messages);
            trace.Add(TraceKind.ClaimsTransformation, transformation.Id, journeyError.Detail ?? journeyError.Message, [.. inputTrace], []);
            return journeyError;
        }

        var changed = Apply(output, transformation, claims);
        trace.Add(TraceKind.ClaimsTransformation, transformation.Id, transformation.Method, [.. inputTrace], trace.DescribeChanges(claims, changed));
        return changed;
    }

    private TransformationInput CreateInput(ClaimsTransformation transformation, TechnicalProfile profile, ClaimsBag claims) => new(
        [.. transformation.InputClaims.Select(claim => new NamedClaim(claim.Name, claim.ClaimTypeId, claims[claim.ClaimTypeId]))],
        [.. transformation.Parameters.Select(parameter => parameter with { Value = ResolveParameter(parameter.Value, profile) })],
        [.. transformation.OutputClaims.Select(claim => new ExpectedOutput(claim.Name, claim.ClaimTypeId, FindDataType(claim.ClaimTypeId)))],
        new TransformationContext
        {
            Policy = context.Policy,
            Now = context.Now,
            Random = context.Random,
            Texts = LocalizedTexts.Find(context.Policy, profile.FindMetadataValue("ContentDefinitionReferenceId"), JourneyResolvers.GetLanguages(request)),
            FindSecret = context.FindSecret,
        });

    /// <summary>Parameters have four resolvers only; other text stays as it is: runtime 6.7 [D, P].</summary>
    private string ResolveParameter(string text, TechnicalProfile profile) => text.Contains('{', StringComparison.Ordinal)
        ? text.Replace("{TechnicalProfileId}", profile.Id, StringComparison.OrdinalIgnoreCase)
            .Replace("{RelyingPartyTenantId}", context.Tenant.Domain, StringComparison.OrdinalIgnoreCase)
            .Replace("{TrustFrameworkTenantId}", context.Tenant.Domain, StringComparison.OrdinalIgnoreCase)
            .Replace("{AuthenticatorIssuer}", context.Tenant.DisplayName, StringComparison.OrdinalIgnoreCase)
        : text;

    private ClaimsBag Apply(TransformationOutput output, ClaimsTransformation transformation, ClaimsBag claims)
    {
        foreach (var (name, value) in output.Claims)
        {
            if (transformation.OutputClaims.FirstOrDefault(claim => claim.Name == name) is { } declared)
                claims = claims.With(declared.ClaimTypeId, value?.ConvertTo(FindDataType(declared.ClaimTypeId)));
        }

        return claims;
    }

    private string? FindDataType(string claimTypeId) => context.Policy.FindClaimType(claimTypeId)?.DataType;

    private static JourneyError CreateError(TransformationError error, ClaimsTransformation transformation, ErrorMessages messages) => error switch
    {
        TransformationError.AssertionFailed(var key) => new JourneyError.Refused(key, messages.Get(key)) { IsAssertion = true, Detail = $"{transformation.Method}: the assertion failed" },
        TransformationError.Unsupported(var method) => new JourneyError.Unsupported(transformation.Id, $"the rules of the transformation method '{method}' are not published"),
        TransformationError.Failed(var reason) => JourneyError.General($"The claims transformation '{transformation.Id}' failed: {reason}"),
        _ => throw new InvalidOperationException("The error has no known type."),
    };
}
