# Rank correlations by SciPy and logistic fits by statsmodels, of made-up numbers
import json, numpy as np, scipy, statsmodels, statsmodels.api as sm
from scipy.stats import spearmanr
r=np.random.default_rng(5)
out={"made_by":f"scipy {scipy.__version__}, statsmodels {statsmodels.__version__}","spearman":[],"logistic":[]}
for n in (12,60,400):
    a=np.round(r.normal(size=n),1); b=np.round(a*.4+r.normal(size=n),1); c=(b>0).astype(float)
    for x,y in ((a,b),(a,c)):
        out["spearman"].append(dict(a=x.tolist(),b=y.tolist(),rho=float(spearmanr(x,y).statistic)))
for n,k in ((80,1),(300,3)):
    X=np.round(r.normal(size=(n,k)),2); y=(r.random(n)<1/(1+np.exp(-(X@np.linspace(.8,-.5,k)+.2)))).astype(int)
    m=sm.Logit(y,sm.add_constant(X)).fit(disp=0,tol=1e-14)
    out["logistic"].append(dict(x=X.tolist(),y=[bool(v) for v in y],coefficients=m.params.tolist(),errors=m.bse.tolist(),p_values=m.pvalues.tolist(),intervals=m.conf_int().tolist()))
json.dump(out,open("relations.json","w"))
