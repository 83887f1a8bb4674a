# Fixture of the word model: scikit-learn's own numbers
import json, random, sklearn, numpy as np
from scipy.sparse import hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
r=random.Random(7)
people=["Ada","Ben","Carla","Deniz"]; things=["a red boat","two bikes","an old piano","the blue house"]; verbs=["sold","painted","repaired","borrowed"]
rows=[]
for i in range(60):
    p,t,v=r.choice(people),r.choice(things),r.choice(verbs)
    prem=f"{p} {v} {t} in the town's market, on day {r.randint(1,30)}."
    lab=r.choice(["entailment","neutral","contradiction"])
    hyp={"entailment":f"{p} {v} something.","neutral":f"{p} also {v} a very big garden.","contradiction":f"{p} never {v} {t}."}[lab]
    if r.random()<.15: hyp=f"{r.choice(people)} did not see {t}; it's 3.5 km."
    rows.append(dict(premise=prem,hypothesis=hyp,label=lab))
train,test=rows[:45],rows[45:]
test[0]["hypothesis"]="Zebra quux!"   # unseen words only
kw=dict(ngram_range=(1,2),min_df=2)
vs=[TfidfVectorizer(**kw),TfidfVectorizer(**kw)]
X=hstack([v.fit_transform([x[f] for x in train]) for v,f in zip(vs,("premise","hypothesis"))]).tocsr()
Z=hstack([v.transform([x[f] for x in test]) for v,f in zip(vs,("premise","hypothesis"))]).tocsr()
y=[["entailment","neutral","contradiction"].index(x["label"]) for x in train]
m=LogisticRegression(tol=1e-12,max_iter=100000).fit(X,y)
json.dump(dict(train=train,test=test,features=[int(len(v.vocabulary_)) for v in vs],
  first_row_squared=float(X[0].multiply(X[0]).sum()),
  first_row={(" ".join(("premise:" if k==0 else "hypothesis:",w))):float(X[0, j+(0 if k==0 else len(vs[0].vocabulary_))]) for k,v in enumerate(vs) for w,j in sorted(v.vocabulary_.items()) if X[0, j+(0 if k==0 else len(vs[0].vocabulary_))]!=0},
  probabilities=m.predict_proba(Z).tolist(), intercept=m.intercept_.tolist(), sklearn=sklearn.__version__),open("word-model.json","w"),indent=1)
print(sklearn.__version__, m.n_iter_, vs[0].token_pattern, m.predict_proba(Z)[:2])
