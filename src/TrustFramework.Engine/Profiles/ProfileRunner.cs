using TrustFramework.Engine.Claims;
using TrustFramework.Engine.Journeys;
using TrustFramework.Engine.Pages;
using TrustFramework.Engine.Tracing;
using TrustFramework.Engine.Transformations;
using TrustFramework.PolicyXml;
using TrustFramework.PolicyXml.Model;

namespace TrustFramework.Engine.Profiles;

/// <summary>Executes technical profiles that need no page, in the order of runtime 6.2 [D].</summary>
internal sealed class ProfileRunner(JourneyContext context, JourneyRequest request, TraceRecorder trace)
{
    private readonly TransformationRunner _transformations = new(context, request, trace);

    /// <summary>Executes the input claims transformations, the exchange and the output claims transformations.</summary>
    /// <param name="page">The self-asserted profile that the profile validates; null for one of a step.</param>
    /// <returns>The claims of the journey.</returns>
    public async ValueTask<Result<ClaimsBag, JourneyError>> RunAsync(TechnicalProfile profile, ClaimsBag claims, TechnicalProfile? page)
    {
        if (ProfileHandlers.Find(profile) is not { } handler)
            return Unsupported(profile);
        var messages = CreateMessages(page ?? profile);
        if (!TransformInput(profile, claims, messages).TryGetValue(out claims!, out var error))
            return error;
        var input = ClaimSelection.GetInput(profile, claims, context, request);
        if (profile.InputClaims.FirstOrDefault(claim => claim.IsRequired && input[claim.PartnerClaimType] is null) is { } missing)
        {
            return new JourneyError.Failed(
                "AADB2C90255", $"The claims exchange specified in technical profile '{profile.Id}' did not complete as expected. You might want to try starting your session over from the beginning.")
            {
                Detail = $"The required input claim '{missing.ClaimTypeId}' has no value.",
            };
        }

        var result = await handler.ExecuteAsync(new ProfileCall(profile, input, claims, request, context, messages));
        if (!result.TryGetValue(out var returned, out error))
        {
            trace.Add(TraceKind.TechnicalProfile, profile.Id, error.Detail ?? error.Message, trace.Describe(input), []);
            return error;
        }

        var changed = ClaimSelection.AddOutput(profile, claims, returned, context, request);
        trace.Add(TraceKind.TechnicalProfile, profile.Id, ProfileHandlers.Describe(profile), trace.Describe(input), trace.DescribeChanges(claims, changed));
        return TransformOutput(profile, changed, messages);
    }

    public Result<ClaimsBag, JourneyError> TransformInput(TechnicalProfile profile, ClaimsBag claims, ErrorMessages messages) =>
        _transformations.Run(profile.InputClaimsTransformations, profile, claims, messages);

    public Result<ClaimsBag, JourneyError> TransformOutput(TechnicalProfile profile, ClaimsBag claims, ErrorMessages messages) =>
        _transformations.Run(profile.OutputClaimsTransformations, profile, claims, messages);

    public ErrorMessages CreateMessages(TechnicalProfile page) => new(CreateTexts(page.FindMetadataValue("ContentDefinitionReferenceId")), page);

    public LocalizedTexts CreateTexts(string? contentDefinitionId) => LocalizedTexts.Find(context.Policy, contentDefinitionId, JourneyResolvers.GetLanguages(request));

    public static JourneyError.Unsupported Unsupported(TechnicalProfile profile) => new(profile.Id, $"{ProfileHandlers.Describe(profile)} is not supported");
}
