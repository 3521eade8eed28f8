using TrustFramework.PolicyXml;

namespace TrustFramework.Engine.Transformations;

/// <summary>
/// A transformation method. Stateless. Its claims and parameters are those of its signature in
/// <see cref="PolicyXml.Model.TransformationSignatures"/>, which the validator uses too.
/// </summary>
public interface ITransformationMethod
{
    /// <summary>The name in policies, compared without regard to case.</summary>
    string Name { get; }

    Result<TransformationOutput, TransformationError> Apply(TransformationInput input);
}
