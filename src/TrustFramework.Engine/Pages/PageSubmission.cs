using TrustFramework.Engine.Claims;
using TrustFramework.Engine.Journeys;
using TrustFramework.Engine.Profiles;
using TrustFramework.Engine.Restrictions;
using TrustFramework.Engine.Tracing;
using TrustFramework.PolicyXml;
using TrustFramework.PolicyXml.Model;

namespace TrustFramework.Engine.Pages;

/// <summary>Processes the values that a user entered on a self-asserted page: runtime 6.4 [D].</summary>
internal sealed class PageSubmission(JourneyContext context, JourneyRequest request, ProfileRunner profiles, TraceRecorder trace)
{
    private readonly PageBuilder _builder = new(context, request);

    /// <summary>Checks the values, runs the validation technical profiles and returns the claims of the journey.</summary>
    /// <param name="answer">By claim type. A field without value keeps the value that the page started with.</param>
    /// <param name="contentDefinitionId">Of the page.</param>
    public async ValueTask<Result<ClaimsBag, JourneyError>> SubmitAsync(SelfAssertedProfile page, ClaimsBag claims, IReadOnlyDictionary<string, string> answer, string? contentDefinitionId)
    {
        var texts = profiles.CreateTexts(contentDefinitionId);
        var messages = new ErrorMessages(texts, page.Profile);
        if (!ReadClaims(page, claims, answer, texts, messages).TryGetValue(out var entered, out var error)
            || !(await ValidateAsync(page, entered)).TryGetValue(out entered, out error))
        {
            return error;
        }

        var changed = ClaimSelection.AddOutput(page.Profile, claims, SelectOutput(page, entered), context, request);
        if (page.Profile.FindMetadataValue("IpAddressClaimReferenceId") is { } addressClaim)
            changed = changed.WithText(addressClaim, request.IpAddress); // [I]
        trace.Add(TraceKind.TechnicalProfile, page.Profile.Id, "the page was answered", [], trace.DescribeChanges(claims, changed));
        return profiles.TransformOutput(page.Profile, changed, messages);
    }

    /// <summary>Returns the claims of the journey with those of the page, which only the page and its validation technical profiles see.</summary>
    private Result<ClaimsBag, JourneyError> ReadClaims(SelfAssertedProfile page, ClaimsBag claims, IReadOnlyDictionary<string, string> answer, LocalizedTexts texts, ErrorMessages messages)
    {
        if (answer.Keys.FirstOrDefault(id => !page.DrawnClaims.Any(claim => id.Equals(claim.ClaimTypeId, StringComparison.OrdinalIgnoreCase))) is { } unknown)
            return NotOnPage(page, unknown);
        var entered = _builder.AddPrefilled(page, claims);
        foreach (var claim in page.DrawnClaims)
        {
            var (id, type) = (claim.ClaimTypeId!, context.Policy.FindClaimType(claim.ClaimTypeId));
            var label = texts.FindString("ClaimType", id, "DisplayName") ?? type?.DisplayName ?? id;
            if (PageBuilder.IsReadOnly(type))
                continue;
            var text = answer.GetValueOrDefault(id) ?? entered[id]?.ToText() ?? (type is null ? null : ClaimOptions.FindDefault(type, ClaimOptions.Read(type, texts))) ?? "";
            if (text.Length == 0)
            {
                if (claim.IsRequired)
                    return Refuse(messages, "UserMessageIfMissingRequiredElement", label);
                if (page.SetsEmptyClaims && answer.ContainsKey(id))
                    entered = entered.With(id, new ClaimValue.TextValue(""));
                continue;
            }

            if (type is not null && ClaimRestrictions.Check(type, text, context.Policy, context.Now, texts) is { } violation)
                return new JourneyError.Refused(violation.MessageKey, messages.Get(violation.MessageKey, label, violation.Message));
            if (ClaimValue.Parse(text, type?.DataType) is not { } value)
                return Refuse(messages, "UserMessageIfInvalidInput", label);
            entered = entered.With(id, value);
        }

        return entered.FindText("reenterPassword") is { } repeated && entered.FindText("newPassword") is { } password && repeated != password
            ? new JourneyError.Refused("error_passwordEntryMismatch", texts.FindString("UxElement", elementId: null, "error_passwordEntryMismatch") ?? PasswordMismatch)
            : entered;
    }

    private const string PasswordMismatch = "The password entry fields do not match. Please enter the same password in both fields and try again.";

    private async ValueTask<Result<ClaimsBag, JourneyError>> ValidateAsync(SelfAssertedProfile page, ClaimsBag entered)
    {
        foreach (var validation in page.Profile.ValidationTechnicalProfiles)
        {
            if (context.Policy.FindTechnicalProfile(validation["ReferenceId"]) is not { } profile)
                return JourneyError.General($"The technical profile '{validation["ReferenceId"]}' does not exist.");
            if (Preconditions.FindSatisfied(Precondition.ReadAll(validation), entered) is { } satisfied)
            {
                trace.Add(TraceKind.Precondition, profile.Id, $"{satisfied.Describe()}: the validation is skipped");
                continue;
            }

            if (!ProfileEnablement.IsEnabled(profile, entered))
                continue;
            if ((await profiles.RunAsync(profile, entered, page.Profile)).TryGetValue(out var changed, out var error))
            {
                entered = changed;
                if (validation["ContinueOnSuccess"] is { } continues && !PolicyValue.IsTrue(continues))
                    break;
            }
            else if (error is not JourneyError.Refused || !PolicyValue.IsTrue(validation["ContinueOnError"]))
            {
                return error;
            }
        }

        return entered;
    }

    /// <summary>The claims that the profile lists, by partner names. Passwords do not leave the page.</summary>
    private ClaimsBag SelectOutput(SelfAssertedProfile page, ClaimsBag entered) => page.Profile.OutputClaims
        .Where(claim => claim.ClaimTypeId is not null && context.Policy.FindClaimType(claim.ClaimTypeId)?.UserInputType != "Password")
        .Aggregate(ClaimsBag.Empty, (output, claim) => output.With(claim.PartnerClaimType, entered[claim.ClaimTypeId]));

    private JourneyError.Refused NotOnPage(SelfAssertedProfile page, string claim) => new(
        "AADB2C90276",
        $"The request is not consistent with the control setting '{claim}': 'not on the page' in technicalProfile '{page.Profile.Id}' for policy '{context.Policy.PolicyId}' tenant '{context.Tenant.Domain}'.");

    private static JourneyError.Refused Refuse(ErrorMessages messages, string messageId, string label) => new(messageId, messages.Get(messageId, label));
}
