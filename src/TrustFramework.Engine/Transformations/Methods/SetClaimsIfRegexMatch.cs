using TrustFramework.Engine.Restrictions;
using TrustFramework.PolicyXml;

namespace TrustFramework.Engine.Transformations.Methods;

/// <summary>A missing claim does not match. [I] No match removes the output claim. [D]</summary>
internal sealed class SetClaimsIfRegexMatch : ITransformationMethod
{
    public string Name => "SetClaimsIfRegexMatch";

    public Result<TransformationOutput, TransformationError> Apply(TransformationInput input)
    {
        if (PolicyPattern.Match(input.FindParameter("matchTo") ?? "", input.FindText("claimToMatch") ?? "") is not { } match)
            return new TransformationError.Failed("The regular expression is invalid or takes more than a second.");
        var matches = match.Success && input["claimToMatch"] is not null;
        var output = TransformationOutput.Of("regexCompareResultClaim", matches);
        if (input.FindParameter("outputClaimIfMatched") is { } text)
            output = output.And("outputClaim", matches ? text : null);
        if (!matches || !input.IsTrue("extractGroups"))
            return output;
        foreach (var group in match.Groups.Values.Where(group => input.HasOutput(group.Name) && group.Name is not ("outputClaim" or "regexCompareResultClaim")))
            output = output.And(group.Name, group.Success ? group.Value : null);
        return output;
    }
}
